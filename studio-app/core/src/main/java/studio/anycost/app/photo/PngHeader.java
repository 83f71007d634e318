package studio.anycost.app.photo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.zip.InflaterInputStream;
import studio.anycost.app.photo.PhotoExtras.Extra;

/** Walks through the chunks of a PNG file. */
final class PngHeader {
  private static final int SIGNATURE = 8;
  private static final int FRAME = 12;

  /** In the first chunk. */
  private static final int DEPTH = 16;

  private static final int COLOUR_TYPE = 17;
  private static final int ALPHA = 4;
  private static final String XMP_KEYWORD = "XML:com.adobe.xmp\0";
  private static final int LONGEST_PROFILE = 4 << 20;
  private static final int LONGEST_PROFILE_NAME = 80;

  private PngHeader() {}

  static PhotoHeader read(byte[] file) throws DamagedPhotoException {
    Bytes bytes = Bytes.bigEndian(file);
    Orientation orientation = Orientation.UPRIGHT;
    byte[] profile = PhotoHeader.NO_PROFILE;
    boolean data = false;
    long at = SIGNATURE;
    while (true) {
      long length = bytes.u32(at);
      Bytes body = bytes.part(at + 8, length);
      bytes.u32(at + 8 + length); // the checksum
      if (bytes.says(at + 4, "eXIf")) {
        orientation = TiffHeader.orientation(body);
      } else if (bytes.says(at + 4, "iCCP")) {
        profile = profile(body);
      } else if (bytes.says(at + 4, "IDAT")) {
        data = true;
      } else if (bytes.says(at + 4, "IEND")) {
        break;
      }
      at += FRAME + length;
    }
    if (!data || !bytes.says(SIGNATURE + 4, "IHDR")) {
      throw DamagedPhotoException.damaged();
    }
    return new PhotoHeader(
        size(bytes.u32(SIGNATURE + 8)),
        size(bytes.u32(SIGNATURE + 12)),
        false,
        orientation,
        profile);
  }

  /** The EXIF data of a file, in the form of a TIFF file. */
  static Optional<byte[]> exif(byte[] file) throws DamagedPhotoException {
    Bytes bytes = Bytes.bigEndian(file);
    for (long at = SIGNATURE; !bytes.says(at + 4, "IEND"); at += FRAME + bytes.u32(at)) {
      if (bytes.says(at + 4, "eXIf")) {
        return Optional.of(bytes.part(at + 8, bytes.u32(at)).copy());
      }
    }
    return Optional.empty();
  }

  static PhotoExtras extras(byte[] file) throws DamagedPhotoException {
    Bytes bytes = Bytes.bigEndian(file);
    Set<Extra> extras = EnumSet.noneOf(Extra.class);
    Optional<byte[]> xmp = Optional.empty();
    int depth = bytes.u8(SIGNATURE + DEPTH);
    if (depth > 8) {
      extras.add(Extra.DEEP);
    }
    boolean transparent = (bytes.u8(SIGNATURE + COLOUR_TYPE) & ALPHA) != 0;
    for (long at = SIGNATURE; !bytes.says(at + 4, "IEND"); at += FRAME + bytes.u32(at)) {
      Bytes body = bytes.part(at + 8, bytes.u32(at));
      transparent |= bytes.says(at + 4, "tRNS");
      if (bytes.says(at + 4, "acTL") && body.u32(0) > 1) {
        extras.add(Extra.ANIMATED);
      } else if (bytes.says(at + 4, "iTXt") && body.says(0, XMP_KEYWORD)) {
        xmp = text(body);
        if (xmp.isEmpty()) {
          extras.add(Extra.XMP);
        }
      }
    }
    if (transparent) {
      extras.add(Extra.TRANSPARENT);
    }
    return new PhotoExtras(xmp, extras);
  }

  /** The text of a chunk, behind its keyword; empty if it cannot be read. */
  private static Optional<byte[]> text(Bytes body) throws DamagedPhotoException {
    boolean packed = body.u8(XMP_KEYWORD.length()) != 0;
    int at = XMP_KEYWORD.length() + 2;
    for (int ends = 0; ends < 2; at++) { // of the language, and of the other keyword
      ends += body.u8(at) == 0 ? 1 : 0;
    }
    byte[] text = body.part(at, body.length() - at).copy();
    if (!packed) {
      return Optional.of(text);
    }
    byte[] unpacked = unpacked(text, PngPhoto.LARGEST_XMP);
    return unpacked.length == 0 ? Optional.empty() : Optional.of(unpacked);
  }

  private static int size(long value) throws DamagedPhotoException {
    if (value > Integer.MAX_VALUE) {
      throw DamagedPhotoException.damaged();
    }
    return (int) value;
  }

  /** An unreadable profile is no reason to refuse the pixels. */
  private static byte[] profile(Bytes body) throws DamagedPhotoException {
    int name = 0;
    while (name < Math.min(body.length(), LONGEST_PROFILE_NAME) && body.u8(name) != 0) {
      name++;
    }
    if (!body.has(name, 2)) {
      return PhotoHeader.NO_PROFILE;
    }
    byte[] packed = body.part(name + 2L, body.length() - name - 2L).copy();
    return unpacked(packed, LONGEST_PROFILE);
  }

  /** Nothing, if it is damaged or longer than that. */
  private static byte[] unpacked(byte[] packed, int most) {
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      byte[] bytes = in.readNBytes(most + 1);
      return bytes.length > most ? new byte[0] : bytes;
    } catch (IOException e) {
      return new byte[0];
    }
  }

  /**
   * The same picture without what decoders unpack and nobody needs: texts may be compressed to a
   * thousandth of what they take in memory.
   */
  static byte[] essential(byte[] file) throws DamagedPhotoException {
    Bytes bytes = Bytes.bigEndian(file);
    ByteArrayOutputStream result = new ByteArrayOutputStream(file.length);
    result.write(file, 0, SIGNATURE);
    long at = SIGNATURE;
    boolean end = false;
    while (!end) {
      int size = FRAME + bytes.part(at + 8, bytes.u32(at)).length();
      end = bytes.says(at + 4, "IEND");
      boolean critical = (bytes.u8(at + 4) & 0x20) == 0;
      if (critical || bytes.says(at + 4, "tRNS")) {
        result.write(file, (int) at, size);
      }
      at += size;
    }
    return result.toByteArray();
  }
}
