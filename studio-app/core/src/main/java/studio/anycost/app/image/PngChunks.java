package studio.anycost.app.image;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** The parts that a PNG file is made of (PNG specification, third edition, sections 5 and 11). */
public final class PngChunks {
  private static final byte[] SIGNATURE = {(byte) 137, 'P', 'N', 'G', 13, 10, 26, 10};

  /** How many chunks before the pixels are looked at. */
  private static final int MOST_CHUNKS = 200;

  private PngChunks() {}

  /** Adds a chunk. */
  public static void write(ByteArrayOutputStream out, String name, byte[] data) {
    byte[] type = name.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(type);
    sum.update(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(type);
    out.writeBytes(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }

  /**
   * The data of an international text chunk, {@code iTXt}, of no language.
   *
   * @param packed whether the text is compressed
   */
  static byte[] text(String keyword, String text, boolean packed) throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.writeBytes(keyword.getBytes(StandardCharsets.ISO_8859_1));
    data.writeBytes(new byte[] {0, (byte) (packed ? 1 : 0), 0, 0, 0});
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (packed) {
      try (DeflaterOutputStream deflater = new DeflaterOutputStream(data)) {
        deflater.write(bytes);
      }
    } else {
      data.writeBytes(bytes);
    }
    return data.toByteArray();
  }

  /**
   * A text of no language that stands before the pixels of a PNG file. Reads no pixels.
   *
   * @param limit the longest text that is read, in bytes, also if it is compressed
   * @return empty if the file is no PNG, or has no such text that can be read
   */
  public static Optional<String> readText(Path file, String keyword, int limit) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file);
        DataInputStream data = new DataInputStream(new BufferedInputStream(in))) {
      if (!Arrays.equals(data.readNBytes(SIGNATURE.length), SIGNATURE)) {
        return Optional.empty();
      }
      byte[] head = (keyword + "\0").getBytes(StandardCharsets.ISO_8859_1);
      for (int i = 0; i < MOST_CHUNKS; i++) {
        int length = data.readInt();
        String name = new String(data.readNBytes(4), StandardCharsets.US_ASCII);
        if (length < 0 || name.equals("IDAT")) {
          return Optional.empty();
        }
        if (name.equals("iTXt") && length <= limit) {
          byte[] body = data.readNBytes(length);
          if (body.length > head.length + 4
              && Arrays.equals(body, 0, head.length, head, 0, head.length)) {
            return unpacked(body, head.length, limit);
          }
        } else {
          data.skipNBytes(length);
        }
        data.skipNBytes(4); // the checksum
      }
      return Optional.empty();
    } catch (java.io.EOFException e) {
      return Optional.empty(); // cut off: whoever reads its pixels will say so
    }
  }

  private static Optional<String> unpacked(byte[] body, int at, int limit) {
    boolean packed = body[at] != 0;
    if (body[at + 2] != 0 || body[at + 3] != 0) {
      return Optional.empty(); // of a language: none of ours
    }
    ByteArrayInputStream text = new ByteArrayInputStream(body, at + 4, body.length - at - 4);
    try (InputStream in = packed ? new InflaterInputStream(text) : text) {
      byte[] bytes = in.readNBytes(limit + 1);
      return bytes.length > limit
          ? Optional.empty()
          : Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
