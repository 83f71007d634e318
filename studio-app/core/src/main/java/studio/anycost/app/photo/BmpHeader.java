package studio.anycost.app.photo;

import studio.anycost.app.words.Texts;

/** Reads the header of a BMP file. */
final class BmpHeader {
  private static final int INFO = 14;
  private static final int OLD_HEADER = 12;
  private static final int RUN_LENGTH_8 = 1;
  private static final int RUN_LENGTH_4 = 2;
  private static final int BIT_FIELDS = 3;

  private BmpHeader() {}

  static PhotoHeader read(byte[] file) throws DamagedPhotoException {
    Bytes bytes = Bytes.littleEndian(file);
    if (bytes.u32(INFO) == OLD_HEADER) {
      return header(bytes.u16(INFO + 4), bytes.u16(INFO + 6), false);
    }
    int height = (int) bytes.u32(INFO + 8);
    long compression = bytes.u32(INFO + 16);
    if (compression > BIT_FIELDS) {
      throw DamagedPhotoException.unsupported(Texts.of("photo.bmpHeader.compression"));
    }
    boolean held = compression == RUN_LENGTH_8 || compression == RUN_LENGTH_4;
    long bits = bytes.u16(INFO + 14);
    int width = (int) bytes.u32(INFO + 4);
    long row = (width * bits + 31) / 32 * 4;
    if (!held && width > 0) {
      bytes.part(bytes.u32(10), row * Math.abs((long) height));
    }
    // A negative height tells that the rows come from top to bottom.
    return header(width, Math.abs(height), held);
  }

  private static PhotoHeader header(int width, int height, boolean held) {
    return new PhotoHeader(width, height, held, Orientation.UPRIGHT, PhotoHeader.NO_PROFILE);
  }
}
