package studio.anycost.app.series;

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
   * Whether all its files are there, and whole: the studio writes files in one step, but copies of
   * them may have been cut short.
   */
  public boolean isDone() {
    return files().findAny().isPresent() && files().allMatch(WholeFile::isThere);
  }

  private Stream<Path> files() {
    return Stream.of(picture, style, latent).flatMap(Optional::stream);
  }
}
