package studio.anycost.training.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import studio.anycost.api.model.Resolutions;

/**
 * An open file of prepared pictures: a header of 16 bytes ({@code ACTRAIN1}, then count and size as
 * little-endian int32), then for every picture its red, green and blue planes, row by row, one byte
 * a value. Mapped into memory, so that several processes share it and none reads it whole.
 *
 * <p>Safe to use from any thread. The mapping goes when nobody refers to this object any more.
 */
public final class PictureData {
  static final byte[] MAGIC = {'A', 'C', 'T', 'R', 'A', 'I', 'N', '1'};
  static final int HEADER = 16;
  private static final int LARGEST_SIZE = 4096;
  private static final int COLOURS = 3;

  private final int count;
  private final int size;
  // How many pixels of the file, across and down, are one.
  private final int factor;
  // A mapping holds at most 2 GiB, so each holds as many whole pictures as fit.
  private final int perMapping;
  private final List<MappedByteBuffer> mappings;

  private PictureData(
      int count, int size, int factor, int perMapping, List<MappedByteBuffer> mappings) {
    this.count = count;
    this.size = size;
    this.factor = factor;
    this.perMapping = perMapping;
    this.mappings = mappings;
  }

  /** Whether a file begins as one of prepared pictures, whole or not. */
  static boolean isOne(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    }
  }

  /**
   * Opens a file.
   *
   * @throws IOException with a sentence if there is none, or if it is no such file or not whole
   */
  public static PictureData open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
      while (header.hasRemaining() && channel.read(header) >= 0) {}
      header.flip();
      if (header.remaining() < HEADER
          || header.slice(0, MAGIC.length).compareTo(ByteBuffer.wrap(MAGIC)) != 0) {
        throw new IOException(
            file + " holds no prepared pictures: prepare a folder of pictures first.");
      }
      int count = header.getInt(MAGIC.length);
      int size = header.getInt(MAGIC.length + Integer.BYTES);
      boolean sized =
          size >= Resolutions.LOWEST && size <= LARGEST_SIZE && Integer.bitCount(size) == 1;
      if (count < 1 || !sized || channel.size() != HEADER + count * bytes(size)) {
        throw new IOException(file + " is not whole: prepare the pictures again.");
      }
      int perMapping = (int) (Integer.MAX_VALUE / bytes(size));
      List<MappedByteBuffer> mappings = new ArrayList<>();
      for (int first = 0; first < count; first += perMapping) {
        long length = Math.min(perMapping, count - first) * bytes(size);
        mappings.add(
            channel.map(FileChannel.MapMode.READ_ONLY, HEADER + first * bytes(size), length));
      }
      return new PictureData(count, size, 1, perMapping, mappings);
    } catch (NoSuchFileException e) {
      throw new IOException("There is no file " + file + ".", e);
    }
  }

  /** The bytes of one picture. */
  static long bytes(int size) {
    return (long) COLOURS * size * size;
  }

  /**
   * The same pictures at a lower resolution, by averaging squares of pixels.
   *
   * @param lower a power of two, at most the size
   */
  public PictureData reducedTo(int lower) {
    if (lower < 1 || lower > size || Integer.bitCount(lower) != 1) {
      throw new IllegalArgumentException(
          "Pictures of " + size + " px cannot be reduced to " + lower + " px.");
    }
    return new PictureData(count, lower, factor * (size / lower), perMapping, mappings);
  }

  /** The number of pictures. */
  public int count() {
    return count;
  }

  /** The size of every picture in pixels a side. */
  public int size() {
    return size;
  }

  /**
   * Reads one picture.
   *
   * @param index from 0 to the count
   * @param mirrored whether left and right change places
   * @param into takes {@code 3 * size * size} values from -1 to 1, planes of red, green and blue
   * @param offset where in the array they begin
   */
  public void read(int index, boolean mirrored, float[] into, int offset) {
    MappedByteBuffer mapping = mappings.get(index / perMapping);
    int stored = size * factor;
    int start = index % perMapping * (int) bytes(stored);
    byte[] rows = new byte[stored * factor];
    for (int y = 0; y < COLOURS * size; y++) {
      mapping.get(start + y * rows.length, rows);
      int to = offset + y * size;
      for (int x = 0; x < size; x++) {
        into[to + (mirrored ? size - 1 - x : x)] = mean(rows, x) / 127.5f - 1f;
      }
    }
  }

  private float mean(byte[] rows, int x) {
    int sum = 0;
    for (int down = 0; down < factor; down++) {
      for (int across = 0; across < factor; across++) {
        sum += rows[(down * size + x) * factor + across] & 0xff;
      }
    }
    return sum / (float) (factor * factor);
  }
}
