package studio.anycost.app.image;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A packed text in the application segments of a JPEG file (ISO 10918-1, B.2.4.6), as many as it
 * takes: each has a mark, its number from 0 and how many there are, as profiles of colours have it.
 */
final class JpegText {
  /** The last of the application segments, which nothing else is known to use. */
  private static final int SEGMENT = 0xef;

  private static final int IMAGE_START = 0xd8;
  private static final int SCAN_START = 0xda;
  private static final int LARGEST = 0xffff - 2;

  /** How many segments before the pixels are looked at. */
  private static final int MOST_SEGMENTS = 1000;

  private JpegText() {}

  static void write(ByteArrayOutputStream out, String mark, String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write(text.getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = packed.toByteArray();
    byte[] head = head(mark);
    int room = LARGEST - head.length - 4;
    int count = (bytes.length + room - 1) / room;
    for (int i = 0; i < count; i++) {
      int length = Math.min(room, bytes.length - i * room);
      ByteBuffer segment = ByteBuffer.allocate(4 + head.length + 4 + length);
      segment.put((byte) 0xff).put((byte) SEGMENT);
      segment.putShort((short) (2 + head.length + 4 + length));
      segment.put(head).putShort((short) i).putShort((short) count);
      segment.put(bytes, i * room, length);
      out.writeBytes(segment.array());
    }
  }

  private static byte[] head(String mark) {
    return (mark + "\0").getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The text with a mark that stands before the pixels of a JPEG file. Reads no pixels.
   *
   * @param limit the longest text that is read, in bytes, packed or not
   * @return empty if the file is no JPEG, or has no such text that can be read
   */
  static Optional<String> read(Path file, String mark, int limit) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file);
        DataInputStream data = new DataInputStream(new BufferedInputStream(in))) {
      if (data.readUnsignedByte() != 0xff || data.readUnsignedByte() != IMAGE_START) {
        return Optional.empty();
      }
      byte[] packed = packed(data, head(mark), limit);
      return packed.length == 0 ? Optional.empty() : unpacked(packed, limit);
    } catch (EOFException e) {
      return Optional.empty(); // cut off: whoever reads its pixels will say so
    }
  }

  /** The parts one after the other; nothing if any is missing. */
  private static byte[] packed(DataInputStream data, byte[] head, int limit) throws IOException {
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    int next = 0;
    int count = 0;
    for (int i = 0; i < MOST_SEGMENTS; i++) {
      if (data.readUnsignedByte() != 0xff) {
        break;
      }
      int marker = data.readUnsignedByte();
      if (marker == SCAN_START) {
        break;
      }
      int length = data.readUnsignedShort() - 2;
      if (length < 0) {
        break;
      }
      if (marker != SEGMENT) {
        data.skipNBytes(length);
        continue;
      }
      byte[] body = data.readNBytes(length);
      if (body.length > head.length + 4
          && Arrays.equals(body, 0, head.length, head, 0, head.length)) {
        ByteBuffer numbers = ByteBuffer.wrap(body, head.length, 4);
        int index = numbers.getShort() & 0xffff;
        count = numbers.getShort() & 0xffff;
        if (index != next || parts.size() + body.length > limit) {
          return new byte[0];
        }
        parts.write(body, head.length + 4, body.length - head.length - 4);
        next++;
      }
    }
    return next == count ? parts.toByteArray() : new byte[0];
  }

  private static Optional<String> unpacked(byte[] packed, int limit) {
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      byte[] bytes = in.readNBytes(limit + 1);
      return bytes.length > limit
          ? Optional.empty()
          : Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
