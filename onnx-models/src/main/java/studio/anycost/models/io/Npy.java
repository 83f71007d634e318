package studio.anycost.models.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * NumPy's {@code .npy} format, versions 1 and 2: little-endian float32 or float64 in C order.
 *
 * <p>Format: <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">
 * numpy.lib.format</a>.
 */
public final class Npy {
  /** The largest file that is read: 256 MiB, an image of 4096 px with room to spare. */
  public static final long MAX_BYTES = 256L << 20;

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAX_HEADER = 1 << 16;
  private static final int ALIGNMENT = 64;

  private Npy() {}

  /**
   * Reads a file.
   *
   * @throws InvalidFileException if it is not such a file
   */
  public static NpyArray read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new InvalidFileException(file.toString(), "it is a folder, not an .npy file.");
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes((int) MAX_BYTES + 1);
    }
    return parse(bytes, file.toString());
  }

  /**
   * Parses the bytes of a file; float64 values are rounded to float32.
   *
   * @param name what messages call the file
   * @throws InvalidFileException if the bytes are not such a file
   */
  public static NpyArray parse(byte[] bytes, String name) throws InvalidFileException {
    if (bytes.length > MAX_BYTES) {
      throw new InvalidFileException(
          name, "it is larger than " + (MAX_BYTES >> 20) + " MiB, the most that is read.");
    }
    if (bytes.length < 10 || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new InvalidFileException(name, "it is not an .npy file. Save it with numpy.save.");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int version = in.get(MAGIC.length);
    in.position(MAGIC.length + 2);
    long headerLength;
    if (version == 1) {
      headerLength = in.getShort() & 0xffffL;
    } else if (version == 2 && in.remaining() >= Integer.BYTES) {
      headerLength = in.getInt() & 0xffffffffL;
    } else {
      throw new InvalidFileException(
          name, "its .npy version is " + version + "; versions 1 and 2 are read.");
    }
    if (headerLength > MAX_HEADER || headerLength > in.remaining()) {
      throw new InvalidFileException(
          name, "its header claims " + headerLength + " bytes, more than there can be.");
    }
    byte[] header = new byte[(int) headerLength];
    in.get(header);
    NpyHeader parsed = NpyHeader.parse(new String(header, StandardCharsets.ISO_8859_1), name);
    return new NpyArray(ArrayShape.toInts(parsed.shape()), values(parsed, in, name));
  }

  private static float[] values(NpyHeader header, ByteBuffer in, String name)
      throws InvalidFileException {
    long count = ArrayShape.elements(header.shape());
    int width = header.elementBytes();
    if (count < 0 || count * width != in.remaining()) {
      throw new InvalidFileException(
          name,
          "the shape %s does not fit the %d bytes of data that are there."
              .formatted(Arrays.toString(header.shape()), in.remaining()));
    }
    float[] data = new float[(int) count];
    if (width == Float.BYTES) {
      in.asFloatBuffer().get(data);
    } else {
      for (int i = 0; i < data.length; i++) {
        data[i] = (float) in.getDouble();
      }
    }
    return data;
  }

  /** Writes float32, version 1; replaces what was there. */
  public static void write(Path file, NpyArray array) throws IOException {
    Files.write(file, toBytes(array));
  }

  /** The bytes of a float32 file, version 1; the same array gives the same bytes. */
  public static byte[] toBytes(NpyArray array) {
    String shape =
        Arrays.stream(array.shape())
            .mapToObj(size -> size + ",")
            .collect(Collectors.joining(" ", "(", ")"));
    if (array.shape().length > 1) {
      shape = shape.replace(",)", ")");
    }
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }";
    int preamble = MAGIC.length + 4;
    int unpadded = preamble + header.length() + 1;
    int padded = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer out =
        ByteBuffer.allocate(Math.addExact(padded, Math.multiplyExact(array.data().length, 4)))
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (padded - preamble));
    out.put(header.getBytes(StandardCharsets.ISO_8859_1));
    while (out.position() < padded - 1) {
      out.put((byte) ' ');
    }
    out.put((byte) '\n');
    out.asFloatBuffer().put(array.data());
    return out.array();
  }
}
