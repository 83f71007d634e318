package studio.anycost.training.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
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
  /** So many files are decoded before they are written and noted. */
  private static final int TOGETHER = 32;

  private final Reader reader;

  /** Decodes one file; used by several threads at once. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Reads a picture, upright.
     *
     * @throws IOException with a sentence if it is none
     */
    RgbImage read(Path file) throws IOException;
  }

  /** Hears how far a preparation is. */
  @FunctionalInterface
  public interface Progress {
    /** So many files of all were looked at. */
    void looked(int files, int all);
  }

  /**
   * What came of it.
   *
   * @param pictures how many are in the file
   * @param leftOut the files that are not, each with the reason
   * @param files those that are, in the order of the pictures
   */
  public record Result(int pictures, List<String> leftOut, List<Path> files) {
    public Result {
      leftOut = List.copyOf(leftOut);
      files = List.copyOf(files);
    }
  }

  /** Prepares pictures that a reader decodes. */
  public PicturePreparation(Reader reader) {
    this.reader = reader;
  }

  /**
   * Prepares all files of a folder and those in it, in the order of their names, on every core. A
   * preparation that was ended in any way goes on where it was, as far as the files are still those
   * that it had looked at; until it is whole, it lies beside the target as {@code .part}.
   *
   * @param size the side in pixels, a power of two of at least 8
   * @param target takes its place when all is written, and not before
   * @param progress told how many files were looked at, every few, and how many there are
   * @throws IOException with a sentence if the folder cannot be read, no picture can be used, the
   *     target cannot be written, or it is there and was not made by a preparation
   */
  public Result prepare(Path folder, int size, Path target, Progress progress) throws IOException {
    if (Resolutions.log2(size) < 3) {
      throw new IllegalArgumentException("Pictures are trained on from 8 px on.");
    }
    List<Path> files = files(folder);
    requireOurs(target);
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try (PreparationJournal journal =
            PreparationJournal.open(
                part.resolveSibling(part.getFileName() + ".files"), size, folder, files);
        FileChannel channel =
            FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (channel.size() < PictureData.HEADER + journal.kept() * PictureData.bytes(size)) {
        journal.restart(); // somebody has cut it, or taken it away
      }
      channel.truncate(PictureData.HEADER + journal.kept() * PictureData.bytes(size));
      channel.write(ByteBuffer.wrap(header(0, size)), 0);
      channel.position(PictureData.HEADER + journal.kept() * PictureData.bytes(size));
      while (journal.seen() < files.size()) {
        progress.looked(journal.seen(), files.size());
        int first = journal.seen();
        int last = Math.min(files.size(), first + TOGETHER);
        List<Looked> looked =
            IntStream.range(first, last)
                .parallel()
                .mapToObj(index -> look(files.get(index), size))
                .toList();
        for (Looked each : looked) {
          if (each.planes() != null) {
            ByteBuffer bytes = ByteBuffer.wrap(each.planes());
            while (bytes.hasRemaining()) {
              channel.write(bytes);
            }
          }
        }
        // The pictures first: what the journal tells must be there.
        channel.force(false);
        for (Looked each : looked) {
          journal.add(each.reason());
        }
        journal.flush();
      }
      progress.looked(journal.seen(), files.size());
      channel.write(ByteBuffer.wrap(header(journal.kept(), size)), 0);
      channel.force(true);
      Result result = new Result(journal.kept(), journal.leftOut(), journal.keptFiles());
      if (result.pictures() == 0) {
        Files.deleteIfExists(part);
        journal.delete();
        throw new IOException(
            "There is no picture of at least " + size + " px a side in " + folder + ".");
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      journal.delete();
      return result;
    }
  }

  /** What is replaced was prepared before: anything else, such as one of the photos, stays. */
  private static void requireOurs(Path target) throws IOException {
    if (Files.isDirectory(target)) {
      throw new IOException(target + " is a folder: name a file to write.");
    }
    if (Files.exists(target) && !PictureData.isOne(target)) {
      throw new IOException(
          target + " is there and holds no prepared pictures: name another file to write.");
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("There is no folder " + folder + ".");
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (UncheckedIOException e) {
      throw new IOException("The folder " + folder + " cannot be read whole.", e);
    }
  }

  /**
   * One file.
   *
   * @param planes null if it is left out
   * @param reason why it is left out, else empty
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on at once
  private record Looked(byte[] planes, String reason) {}

  private Looked look(Path file, int size) {
    try {
      return new Looked(planes(read(file, size), size), "");
    } catch (UnusableException e) {
      return new Looked(null, e.getMessage());
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
