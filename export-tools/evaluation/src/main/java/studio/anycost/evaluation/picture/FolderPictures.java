package studio.anycost.evaluation.picture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.app.files.Reasons;
import studio.anycost.app.photo.PhotoReader;

/**
 * The pictures of files, read as the studio reads photos. What cannot be read is left out and
 * noted. Safe to use from any thread.
 */
public final class FolderPictures implements PictureSource {
  /** What is done with a picture that is not square. */
  public enum Shape {
    /** The square in its middle is taken. */
    CUT,
    /** It is left out: no square of it is known to be an aligned face. */
    REQUIRED
  }

  private final List<Path> files;
  private final Shape shape;
  private final PhotoReader reader = new PhotoReader();
  private final Map<Integer, String> leftOut = new TreeMap<>(); // guarded by itself

  /**
   * Reads nothing yet.
   *
   * @param files in the order of the pictures
   */
  public FolderPictures(List<Path> files, Shape shape) {
    this.files = List.copyOf(files);
    this.shape = shape;
  }

  /** How many files there are. */
  @Override
  public int count() {
    return files.size();
  }

  /** {@inheritDoc} Files are decoded on every core; those that are left out are not given. */
  @Override
  public void read(int from, int to, CancellationToken cancellation, Taker taker)
      throws IOException {
    List<Optional<ImageTensor>> images =
        IntStream.range(from, to)
            .parallel()
            .mapToObj(
                index -> {
                  cancellation.throwIfCancelled();
                  return image(index);
                })
            .toList();
    for (int i = 0; i < images.size(); i++) {
      if (images.get(i).isPresent()) {
        taker.take(from + i, new Picture(images.get(i).get()));
      }
    }
  }

  private Optional<ImageTensor> image(int index) {
    Path file = files.get(index);
    try {
      RgbImage pixels = reader.read(file).pixels();
      if (shape == Shape.REQUIRED && pixels.width() != pixels.height()) {
        leaveOut(
            index,
            pixels.width() + "x" + pixels.height() + " pixels are no square: align it first");
        return Optional.empty();
      }
      return Optional.of(ImageTensor.of(square(pixels)));
    } catch (IOException e) {
      String sentence = Reasons.of(e);
      String name = String.valueOf(file.getFileName());
      leaveOut(
          index,
          sentence.startsWith(name + ": ") ? sentence.substring(name.length() + 2) : sentence);
      return Optional.empty();
    }
  }

  /** The square in the middle. */
  private static RgbImage square(RgbImage pixels) {
    int side = Math.min(pixels.width(), pixels.height());
    if (side == Math.max(pixels.width(), pixels.height())) {
      return pixels;
    }
    int left = (pixels.width() - side) / 2;
    int top = (pixels.height() - side) / 2;
    int[] all = pixels.toArray();
    int[] cut = new int[side * side];
    for (int y = 0; y < side; y++) {
      System.arraycopy(all, (top + y) * pixels.width() + left, cut, y * side, side);
    }
    return RgbImage.wrap(side, side, cut);
  }

  private void leaveOut(int index, String why) {
    synchronized (leftOut) {
      leftOut.put(index, why);
    }
  }

  /** Leaves a picture out that turned out to be of no use. */
  public void leaveOut(Path file, String why) {
    leaveOut(files.indexOf(file), why);
  }

  /** The file of a picture. */
  public Path file(int index) {
    return files.get(index);
  }

  /** A file that was left out, and why. */
  public record LeftOut(Path file, String reason) {}

  /** What was left out so far, in the order of the files. */
  public List<LeftOut> leftOut() {
    synchronized (leftOut) {
      return leftOut.entrySet().stream()
          .map(entry -> new LeftOut(files.get(entry.getKey()), entry.getValue()))
          .toList();
    }
  }
}
