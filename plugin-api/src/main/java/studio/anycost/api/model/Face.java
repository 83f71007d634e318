package studio.anycost.api.model;

import java.util.Objects;

/**
 * A face of a photo.
 *
 * @param alignment the square around it
 * @param confidence 0..1
 */
public record Face(Alignment alignment, double confidence) {
  public Face {
    Objects.requireNonNull(alignment);
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          "The confidence in a face lies in 0..1, not at " + confidence + ".");
    }
  }
}
