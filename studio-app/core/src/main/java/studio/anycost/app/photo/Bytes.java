package studio.anycost.app.photo;

/** Numbers of a part of a file; whoever reads past its end learns that the file is cut off. */
final class Bytes {
  private final byte[] bytes;
  private final int start;
  private final int length;
  private final boolean littleEndian;

  private Bytes(byte[] bytes, int start, int length, boolean littleEndian) {
    this.bytes = bytes;
    this.start = start;
    this.length = length;
    this.littleEndian = littleEndian;
  }

  static Bytes bigEndian(byte[] bytes) {
    return new Bytes(bytes, 0, bytes.length, false);
  }

  static Bytes littleEndian(byte[] bytes) {
    return new Bytes(bytes, 0, bytes.length, true);
  }

  /** A part of these, with positions of its own. */
  Bytes part(long at, long count) throws DamagedPhotoException {
    require(at, count);
    return new Bytes(bytes, start + (int) at, (int) count, littleEndian);
  }

  Bytes ordered(boolean little) {
    return new Bytes(bytes, start, length, little);
  }

  int length() {
    return length;
  }

  boolean has(long at, long count) {
    return at >= 0 && count >= 0 && at <= length - count;
  }

  int u8(long at) throws DamagedPhotoException {
    require(at, 1);
    return bytes[start + (int) at] & 0xff;
  }

  int u16(long at) throws DamagedPhotoException {
    int first = u8(at);
    int second = u8(at + 1);
    return littleEndian ? second << 8 | first : first << 8 | second;
  }

  int u24(long at) throws DamagedPhotoException {
    return littleEndian ? u8(at + 2) << 16 | u16(at) : u8(at) << 16 | u16(at + 1);
  }

  long u32(long at) throws DamagedPhotoException {
    long first = u16(at);
    long second = u16(at + 2);
    return littleEndian ? second << 16 | first : first << 16 | second;
  }

  long u64(long at) throws DamagedPhotoException {
    long first = u32(at);
    long second = u32(at + 4);
    return littleEndian ? second << 32 | first : first << 32 | second;
  }

  /** Whether this ASCII text stands there. */
  boolean says(long at, String text) {
    return has(at, text.length()) && PhotoFormat.starts(bytes, text, start + (int) at);
  }

  byte[] copy() {
    return java.util.Arrays.copyOfRange(bytes, start, start + length);
  }

  private void require(long at, long count) throws DamagedPhotoException {
    if (!has(at, count)) {
      throw DamagedPhotoException.cutOff();
    }
  }
}
