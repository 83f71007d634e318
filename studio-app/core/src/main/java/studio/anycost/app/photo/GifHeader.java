package studio.anycost.app.photo;

/** Finds the first picture of a GIF file. */
final class GifHeader {
  private static final int SCREEN = 6;
  private static final int EXTENSION = 0x21;
  private static final int PICTURE = 0x2c;

  private GifHeader() {}

  static PhotoHeader read(byte[] file) throws DamagedPhotoException {
    Bytes bytes = Bytes.littleEndian(file);
    long at = SCREEN + 7 + colours(bytes.u8(SCREEN + 4));
    while (bytes.u8(at) == EXTENSION) {
      at = afterBlocks(bytes, at + 2);
    }
    if (bytes.u8(at) != PICTURE) {
      throw DamagedPhotoException.damaged();
    }
    afterBlocks(bytes, at + 11 + colours(bytes.u8(at + 9)));
    return new PhotoHeader(
        bytes.u16(at + 5), bytes.u16(at + 7), false, Orientation.UPRIGHT, PhotoHeader.NO_PROFILE);
  }

  /** Bytes of the colour table that these flags announce. */
  private static int colours(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7));
  }

  private static long afterBlocks(Bytes bytes, long from) throws DamagedPhotoException {
    long at = from;
    while (bytes.u8(at) != 0) {
      at += 1 + bytes.u8(at);
    }
    return at + 1;
  }
}
