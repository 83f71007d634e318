package studio.anycost.app.series;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A face and its own files.
 *
 * @param picture .png, .jpg or .npy
 * @param style .npy of its style code
 * @param latent .npy of its input latent; only for faces that have one
 */
public record SeriesItem(
    NamedFace face, Optional<Path> picture, Optional<Path> style, Optional<Path> latent) {
  /**
   * Whether all its files are there. Files are written in one step, so that one that is there is
   * whole; an empty one is of somebody else.
   */
  public boolean isDone() {
    return files().findAny().isPresent() && files().allMatch(SeriesItem::isThere);
  }

  private Stream<Path> files() {
    return Stream.of(picture, style, latent).flatMap(Optional::stream);
  }

  private static boolean isThere(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) > 0;
    } catch (IOException e) {
      return false; // writing it will tell what is wrong
    }
  }
}
