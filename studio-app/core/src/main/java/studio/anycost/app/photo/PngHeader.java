package studio.anycost.app.photo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

/** Walks through the chunks of a PNG file. */
final class PngHeader {
  private static final int SIGNATURE = 8;
  private static final int FRAME = 12;
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
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      byte[] profile = in.readNBytes(LONGEST_PROFILE + 1);
      return profile.length > LONGEST_PROFILE ? PhotoHeader.NO_PROFILE : profile;
    } catch (IOException e) {
      return PhotoHeader.NO_PROFILE;
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
