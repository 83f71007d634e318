package studio.anycost.app.photo;

import java.util.Objects;
import studio.anycost.api.model.RgbImage;

/**
 * A photo that was decoded.
 *
 * @param file what it was decoded from
 * @param pixels upright, sRGB, on white where the file was transparent; of large files every second
 *     or n-th pixel, see {@link PhotoLimits}
 * @param width of the upright photo itself, in its own pixels
 * @param height of the upright photo itself, in its own pixels
 */
public record Photo(PhotoFile file, RgbImage pixels, int width, int height) {
  public Photo {
    Objects.requireNonNull(file);
    Objects.requireNonNull(pixels);
  }

  /** Whether there are fewer pixels than in the file. */
  public boolean isReduced() {
    return pixels.width() < width || pixels.height() < height;
  }

  /** Shorthand for {@code file().name()}. */
  public String name() {
    return file.name();
  }

  /** Shorthand for {@code file().sha256()}. */
  public String sha256() {
    return file.sha256();
  }
}
