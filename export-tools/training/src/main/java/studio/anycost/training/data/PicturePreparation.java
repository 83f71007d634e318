package studio.anycost.training.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Resolutions;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.objective.Resampling;

/**
 * Makes the file of a folder's pictures: of each the largest square in the middle, at one size by
 * averaging. Nothing is enlarged.
 */
public final class PicturePreparation {
  private final Reader reader;

  /** Decodes one file. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Reads a picture, upright.
     *
     * @throws IOException with a sentence if it is none
     */
    RgbImage read(Path file) throws IOException;
  }

  /**
   * What came of it.
   *
   * @param pictures how many are in the file
   * @param leftOut the files that are not, each with the reason
   */
  public record Result(int pictures, List<String> leftOut) {
    public Result {
      leftOut = List.copyOf(leftOut);
    }
  }

  /** Prepares pictures that a reader decodes. */
  public PicturePreparation(Reader reader) {
    this.reader = reader;
  }

  /**
   * Prepares all files of a folder and those in it, in the order of their names.
   *
   * @param size the side in pixels, a power of two of at least 8
   * @param target takes its place when all is written, and not before
   * @param progress told how many files were looked at, after each
   * @throws IOException with a sentence if the folder cannot be read, no picture can be used, or
   *     the target cannot be written
   */
  public Result prepare(Path folder, int size, Path target, IntConsumer progress)
      throws IOException {
    if (Resolutions.log2(size) < 3) {
      throw new IllegalArgumentException("Pictures are trained on from 8 px on.");
    }
    List<Path> files = files(folder);
    Path part = target.resolveSibling(target.getFileName() + ".part");
    List<String> leftOut = new ArrayList<>();
    int count = 0;
    try {
      try (FileChannel channel =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        out.write(header(0, size));
        for (int i = 0; i < files.size(); i++) {
          try {
            out.write(planes(read(files.get(i), size), size));
            count++;
          } catch (UnusableException e) {
            leftOut.add(folder.relativize(files.get(i)) + ": " + e.getMessage());
          }
          progress.accept(i + 1);
        }
        out.flush();
        channel.write(ByteBuffer.wrap(header(count, size)), 0);
        channel.force(true);
      }
      if (count == 0) {
        throw new IOException(
            "There is no picture of at least " + size + " px a side in " + folder + ".");
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
    return new Result(count, leftOut);
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("There is no folder " + folder + ".");
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static byte[] header(int count, int size) {
    return ByteBuffer.allocate(PictureData.HEADER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(PictureData.MAGIC)
        .putInt(count)
        .putInt(size)
        .array();
  }

  /** A file that is left out, with the reason. */
  private static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1;

    UnusableException(String reason) {
      super(reason);
    }
  }

  private ImageTensor read(Path file, int size) throws UnusableException {
    RgbImage image;
    try {
      image = reader.read(file);
    } catch (IOException e) {
      throw new UnusableException(e.getMessage());
    }
    int side = Math.min(image.width(), image.height());
    if (side < size) {
      throw new UnusableException(
          "it has %d x %d pixels, fewer than %d a side."
              .formatted(image.width(), image.height(), size));
    }
    return Resampling.of(side, size).apply(ImageTensor.of(middle(image, side)));
  }

  private static RgbImage middle(RgbImage image, int side) {
    int left = (image.width() - side) / 2;
    int top = (image.height() - side) / 2;
    int[] argb = image.toArray();
    int[] square = new int[side * side];
    for (int y = 0; y < side; y++) {
      System.arraycopy(argb, (top + y) * image.width() + left, square, y * side, side);
    }
    return RgbImage.of(side, side, square);
  }

  private static byte[] planes(ImageTensor picture, int size) {
    float[] values = picture.toArray();
    byte[] bytes = new byte[Math.toIntExact(PictureData.bytes(size))];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.max(0, Math.min(255, Math.round((values[i] + 1) * 127.5f)));
    }
    return bytes;
  }
}
