package studio.anycost.app.photo;

import java.util.Arrays;
import java.util.Optional;

/**
 * The EXIF data of a photo as those of another picture of it: everything that the camera noted
 * stays where it stands, byte for byte, but for what would be wrong of upright sRGB pixels of
 * another size, and for the thumbnail, which shows the photo as it was.
 *
 * <p>Values are changed in place, because makers' notes hold positions that nobody else can move.
 */
final class ExifBlock {
  private static final int WIDTH = 0x100;
  private static final int HEIGHT = 0x101;
  private static final int ORIENTATION = 0x112;
  private static final int THUMBNAIL = 0x201;
  private static final int THUMBNAIL_LENGTH = 0x202;
  private static final int EXIF_DIRECTORY = 0x8769;
  private static final int COLOUR_SPACE = 0xa001;
  private static final int EXIF_WIDTH = 0xa002;
  private static final int EXIF_HEIGHT = 0xa003;
  private static final int SRGB = 1;

  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int ENTRY = 12;
  private static final int LARGEST_SHORT = 0xffff;

  private final Bytes bytes;
  private final byte[] changed;
  private final boolean little;

  private ExifBlock(byte[] block) throws DamagedPhotoException {
    changed = block.clone();
    Bytes plain = Bytes.bigEndian(block);
    little = plain.says(0, "II");
    bytes = plain.ordered(little);
    if (!little && !plain.says(0, "MM") || bytes.u16(2) != 42) {
      throw DamagedPhotoException.damaged();
    }
  }

  /**
   * What a photo's file knows beside its pixels, for an upright sRGB picture.
   *
   * @param width of that picture
   * @return in the form of a TIFF file, as all formats embed it; empty if the photo has none, or
   *     none that can be read
   */
  static Optional<byte[]> of(PhotoFile photo, int width, int height) {
    try {
      Optional<byte[]> block =
          switch (photo.format()) {
            case JPEG -> JpegHeader.exif(photo.bytes());
            case PNG -> PngHeader.exif(photo.bytes());
            case WEBP -> WebPHeader.exif(photo.bytes());
            case TIFF, GIF, BMP -> Optional.empty();
          };
      return block.isEmpty()
          ? Optional.empty()
          : Optional.of(new ExifBlock(block.get()).upright(width, height));
    } catch (DamagedPhotoException e) {
      return Optional.empty(); // the picture itself does not need them
    }
  }

  private byte[] upright(int width, int height) throws DamagedPhotoException {
    long first = bytes.u32(4);
    replace(first, ORIENTATION, 1);
    replace(first, WIDTH, width);
    replace(first, HEIGHT, height);
    long exif = value(first, EXIF_DIRECTORY);
    if (exif > 0) {
      replace(exif, COLOUR_SPACE, SRGB);
      replace(exif, EXIF_WIDTH, width);
      replace(exif, EXIF_HEIGHT, height);
    }
    return withoutThumbnail(first + 2 + (long) ENTRY * bytes.u16(first));
  }

  /**
   * @param link where the first directory names the second, which is that of the thumbnail
   */
  private byte[] withoutThumbnail(long link) throws DamagedPhotoException {
    long second = bytes.has(link, 4) ? bytes.u32(link) : 0;
    if (second == 0) {
      return changed;
    }
    put(link, 0, 4);
    long at = value(second, THUMBNAIL);
    long length = value(second, THUMBNAIL_LENGTH);
    if (at <= 0 || length <= 0 || !bytes.has(at, length)) {
      return changed;
    }
    Arrays.fill(changed, (int) at, (int) (at + length), (byte) 0);
    boolean last = at + length == changed.length;
    return last ? Arrays.copyOf(changed, (int) at) : changed;
  }

  /** Where the entry of a tag stands; 0 if there is none. */
  private long entry(long directory, int tag) throws DamagedPhotoException {
    int count = bytes.u16(directory);
    for (int i = 0; i < count; i++) {
      long at = directory + 2 + (long) ENTRY * i;
      if (bytes.u16(at) == tag && bytes.has(at, ENTRY)) {
        return at;
      }
    }
    return 0;
  }

  /** The one number of a tag; -1 if there is none. */
  private long value(long directory, int tag) throws DamagedPhotoException {
    long at = entry(directory, tag);
    if (at == 0 || bytes.u32(at + 4) != 1) {
      return -1;
    }
    return switch (bytes.u16(at + 2)) {
      case SHORT -> bytes.u16(at + 8);
      case LONG -> bytes.u32(at + 8);
      default -> -1;
    };
  }

  /** Another number in the place of one that is there. */
  private void replace(long directory, int tag, int number) throws DamagedPhotoException {
    if (value(directory, tag) < 0) {
      return;
    }
    long at = entry(directory, tag);
    boolean isShort = bytes.u16(at + 2) == SHORT;
    put(at + 8, isShort ? Math.min(number, LARGEST_SHORT) : number, isShort ? 2 : 4);
  }

  private void put(long at, long number, int size) {
    for (int i = 0; i < size; i++) {
      int shift = little ? 8 * i : 8 * (size - 1 - i);
      changed[(int) at + i] = (byte) (number >> shift);
    }
  }
}
