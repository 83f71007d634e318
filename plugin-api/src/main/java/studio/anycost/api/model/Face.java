package studio.anycost.api.model;

import java.util.Objects;
import java.util.Optional;

/**
 * A face of a photo.
 *
 * @param alignment the square around it
 * @param confidence 0..1
 * @param points its eyes and mouth, if they are known; a person who corrects the square begins
 *     there
 */
public record Face(Alignment alignment, double confidence, Optional<FacePoints> points) {
  public Face {
    Objects.requireNonNull(alignment);
    Objects.requireNonNull(points);
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          "The confidence in a face lies in 0..1, not at " + confidence + ".");
    }
  }

  /** A face whose eyes and mouth are not known. */
  public Face(Alignment alignment, double confidence) {
    this(alignment, confidence, Optional.empty());
  }

  /** The face of four points, in FFHQ's square; see {@link FacePoints#alignment}. */
  public static Face of(FacePoints points, double confidence) {
    return new Face(points.alignment(), confidence, Optional.of(points));
  }
}
