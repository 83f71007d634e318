package studio.anycost.app.batch;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import studio.anycost.app.image.PictureFormat;

/**
 * Where the pictures go, and how.
 *
 * @param folder which is there
 * @param format PNG or JPEG
 * @param jpegQuality 0..1, for JPEG
 * @param replace whether pictures are made again that are there
 */
public record BatchTarget(Path folder, PictureFormat format, double jpegQuality, boolean replace) {
  public BatchTarget {
    Objects.requireNonNull(folder);
    if (format == PictureFormat.NPY) {
      throw new IllegalArgumentException("A batch writes .png or .jpg.");
    }
    if (!(jpegQuality >= 0 && jpegQuality <= 1)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "The quality lies between 0 and 1, not at %s.", jpegQuality));
    }
  }

  /** The picture of a face. */
  Path file(String name) {
    return folder.resolve(name + (format == PictureFormat.PNG ? ".png" : ".jpg"));
  }
}
