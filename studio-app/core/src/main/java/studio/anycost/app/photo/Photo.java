package studio.anycost.app.photo;

import java.util.Objects;
import studio.anycost.api.model.RgbImage;

/**
 * A photo that was decoded.
 *
 * @param file what it was decoded from
 * @param pixels upright, sRGB, on white where the file was transparent; of large files every second
 *     or n-th pixel, see {@link PhotoLimits}
 */
public record Photo(PhotoFile file, RgbImage pixels) {
  public Photo {
    Objects.requireNonNull(file);
    Objects.requireNonNull(pixels);
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
