package studio.anycost.models.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import studio.anycost.models.words.Texts;

/**
 * NumPy's {@code .npy} format, versions 1 to 3: float16, float32 or float64 in either byte order,
 * in C or in Fortran order. Other elements are refused; Python objects are never loaded.
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
      throw new InvalidFileException(file.toString(), Texts.of("io.npy.folder"));
    }
    SpecialFile.refuse(file);
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, Files.size(file), file.toString());
    }
  }

  /**
   * The sizes of the array in a file, outermost first, without reading its data.
   *
   * @throws InvalidFileException if {@link #read(Path)} would refuse it for its header or length
   */
  public static int[] shape(Path file) throws IOException {
    SpecialFile.refuse(file);
    try (InputStream in = Files.newInputStream(file)) {
      return shape(in, Files.size(file), file.toString());
    }
  }

  /**
   * Parses the bytes of a file; all values are rounded to float32.
   *
   * @param name what messages call the file
   * @throws InvalidFileException if the bytes are not such a file
   */
  public static NpyArray parse(byte[] bytes, String name) throws InvalidFileException {
    try {
      return read(new ByteArrayInputStream(bytes), bytes.length, name);
    } catch (InvalidFileException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a read from memory does not fail
    }
  }

  /**
   * Reads one array to the end of a stream, which the caller closes.
   *
   * @param length bytes that the stream is said to have; no more than that are read
   * @param name what messages call the file
   * @return in row-major order, whatever the file's order is
   * @throws InvalidFileException if the bytes are not such a file
   */
  static NpyArray read(InputStream in, long length, String name) throws IOException {
    NpyHeader header = header(in, length, name);
    ByteBuffer data = data(in, header, length, name);
    int[] shape = ArrayShape.toInts(header.shape());
    float[] values =
        header.type().read(data.order(header.order()), data.remaining() / header.type().bytes());
    return new NpyArray(shape, header.fortran() ? rowMajor(shape, values) : values);
  }

  /**
   * The sizes of an array, outermost first, from the start of a stream.
   *
   * @param length bytes that the stream is said to have
   * @throws InvalidFileException if {@link #read(InputStream, long, String)} would refuse it for
   *     its header or its length
   */
  static int[] shape(InputStream in, long length, String name) throws IOException {
    return ArrayShape.toInts(header(in, length, name).shape());
  }

  private static NpyHeader header(InputStream in, long length, String name) throws IOException {
    if (length > MAX_BYTES) {
      throw new InvalidFileException(name, Texts.of("io.npy.tooLarge", (MAX_BYTES >> 20)));
    }
    byte[] start = in.readNBytes(MAGIC.length + 2);
    if (start.length < MAGIC.length + 2
        || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new InvalidFileException(name, Texts.of("io.npy.notNpy"));
    }
    int version = start[MAGIC.length];
    if (version < 1 || version > 3) {
      throw new InvalidFileException(name, Texts.of("io.npy.version", version));
    }
    int lengthBytes = version == 1 ? Short.BYTES : Integer.BYTES;
    byte[] claim = in.readNBytes(lengthBytes);
    long headerLength = 0;
    for (int i = claim.length - 1; i >= 0; i--) {
      headerLength = headerLength << 8 | claim[i] & 0xff;
    }
    byte[] text = headerLength > MAX_HEADER ? new byte[0] : in.readNBytes((int) headerLength);
    if (claim.length < lengthBytes || text.length < headerLength) {
      throw new InvalidFileException(name, Texts.of("io.npy.headerTooLong", headerLength));
    }
    NpyHeader header = NpyHeader.parse(new String(text, StandardCharsets.ISO_8859_1), name);
    long dataBytes = length - start.length - lengthBytes - headerLength;
    long count = ArrayShape.elements(header.shape());
    if (count < 0 || count * header.type().bytes() != dataBytes) {
      throw new InvalidFileException(
          name, Texts.of("io.npy.shapeNotFit", Arrays.toString(header.shape()), dataBytes));
    }
    return header;
  }

  private static ByteBuffer data(InputStream in, NpyHeader header, long length, String name)
      throws IOException {
    int bytes = (int) (ArrayShape.elements(header.shape()) * header.type().bytes());
    byte[] data = in.readNBytes(bytes);
    if (data.length < bytes || in.read() >= 0) {
      throw new InvalidFileException(name, Texts.of("io.npy.cutShort", length));
    }
    return ByteBuffer.wrap(data);
  }

  /** Values whose first axis is the innermost, with the last axis as the innermost. */
  private static float[] rowMajor(int[] shape, float[] columns) {
    float[] result = new float[columns.length];
    int[] index = new int[shape.length];
    for (float value : columns) {
      int at = 0;
      for (int axis = 0; axis < shape.length; axis++) {
        at = at * shape[axis] + index[axis];
      }
      result[at] = value;
      for (int axis = 0; axis < shape.length && ++index[axis] == shape[axis]; axis++) {
        index[axis] = 0;
      }
    }
    return result;
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
