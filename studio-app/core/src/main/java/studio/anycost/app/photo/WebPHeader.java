package studio.anycost.app.photo;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import studio.anycost.app.photo.PhotoExtras.Extra;

/** Walks through the chunks of a WebP file. */
final class WebPHeader {
  private static final int FIRST_CHUNK = 12;
  private static final int CHUNK_HEAD = 8;
  private static final int FRAME_HEAD = 16;

  private final Bytes bytes;
  private int width;
  private int height;
  private int pictures;
  private boolean animated;
  private Orientation orientation = Orientation.UPRIGHT;

  private boolean transparent;
  private Optional<Bytes> exif = Optional.empty();
  private Optional<Bytes> xmp = Optional.empty();

  private WebPHeader(Bytes bytes) {
    this.bytes = bytes;
  }

  static PhotoHeader read(byte[] file) throws DamagedPhotoException {
    WebPHeader header = chunks(file);
    if (header.pictures == 0) {
      throw DamagedPhotoException.damaged();
    }
    return new PhotoHeader(
        header.width, header.height, true, header.orientation, PhotoHeader.NO_PROFILE);
  }

  /** The EXIF data of a file, in the form of a TIFF file. */
  static Optional<byte[]> exif(byte[] file) throws DamagedPhotoException {
    return chunks(file).exif.map(Bytes::copy);
  }

  static PhotoExtras extras(byte[] file) throws DamagedPhotoException {
    WebPHeader header = chunks(file);
    Set<Extra> extras = EnumSet.noneOf(Extra.class);
    if (header.animated) {
      extras.add(Extra.ANIMATED);
    }
    if (header.transparent) {
      extras.add(Extra.TRANSPARENT);
    }
    return new PhotoExtras(header.xmp.map(Bytes::copy), extras);
  }

  private static WebPHeader chunks(byte[] file) throws DamagedPhotoException {
    Bytes bytes = Bytes.littleEndian(file);
    WebPHeader header = new WebPHeader(bytes);
    header.chunks(FIRST_CHUNK, FIRST_CHUNK - 4 + bytes.part(8, bytes.u32(4)).length());
    return header;
  }

  private void chunks(long from, long end) throws DamagedPhotoException {
    long at = from;
    while (at < end && bytes.has(at, CHUNK_HEAD)) {
      long length = bytes.u32(at + 4);
      Bytes body = bytes.part(at + CHUNK_HEAD, length);
      if (bytes.says(at, "VP8X")) {
        animated = (body.u8(0) & 2) != 0;
        transparent |= (body.u8(0) & 16) != 0;
        size(1 + body.u24(4), 1 + body.u24(7));
      } else if (bytes.says(at, "ANMF") && animated && pictures == 0) {
        width = 0; // the first frame counts, not the canvas
        size(1 + body.u24(6), 1 + body.u24(9));
        chunks(at + CHUNK_HEAD + FRAME_HEAD, at + CHUNK_HEAD + length);
      } else if (bytes.says(at, "VP8 ")) {
        picture(body.u16(6) & 0x3fff, body.u16(8) & 0x3fff);
      } else if (bytes.says(at, "VP8L")) {
        int sizes = (int) body.u32(1);
        picture(1 + (sizes & 0x3fff), 1 + (sizes >> 14 & 0x3fff));
        transparent |= (sizes >> 28 & 1) != 0;
      } else if (bytes.says(at, "ICCP")) {
        // Its decoder makes room for what the profile claims to be.
        body.part(0, body.ordered(false).u32(0));
      } else if (bytes.says(at, "XMP ")) {
        xmp = Optional.of(body);
      } else if (bytes.says(at, "EXIF")) {
        boolean marked = body.says(0, "Exif\0\0");
        exif = Optional.of(marked ? body.part(6, body.length() - 6L) : body);
        orientation = TiffHeader.orientation(exif.get());
      }
      at += CHUNK_HEAD + length + (length & 1);
    }
  }

  /** What the inner picture claims is what its decoder makes room for. */
  private void picture(int w, int h) throws DamagedPhotoException {
    if (pictures++ > 0) {
      throw DamagedPhotoException.damaged();
    }
    size(w, h);
  }

  private void size(int w, int h) throws DamagedPhotoException {
    if (w < 1 || h < 1 || width != 0 && (w != width || h != height)) {
      throw DamagedPhotoException.damaged();
    }
    width = w;
    height = h;
  }
}
