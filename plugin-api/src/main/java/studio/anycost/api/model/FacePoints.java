package studio.anycost.api.model;

import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The four places of a face that the square around it follows from. Left and right are those of the
 * picture when the face is upright: the left eye is the one that lies to the left.
 *
 * @param leftEye the middle of it
 * @param rightEye the middle of it
 * @param leftMouth the corner of the mouth
 * @param rightMouth the corner of the mouth
 */
public record FacePoints(Place leftEye, Place rightEye, Place leftMouth, Place rightMouth) {
  // Where they are usually, in halves of the square's side from its centre.
  private static final double EYES_APART = 0.5;
  private static final double EYES_TO_MOUTH = 0.52;
  private static final double MOUTH_WIDTH = 0.4;
  private static final double CENTRE_BELOW_EYES = 0.1;

  /**
   * A place of a photo, in its pixels: x to the right, y down, (0, 0) the upper left corner of the
   * upper left pixel.
   */
  public record Place(double x, double y) {
    public Place {
      if (!Double.isFinite(x) || !Double.isFinite(y)) {
        throw new IllegalArgumentException("A place has finite numbers.");
      }
    }

    private Place plus(Place other) {
      return new Place(x + other.x, y + other.y);
    }

    private Place minus(Place other) {
      return new Place(x - other.x, y - other.y);
    }

    private Place times(double factor) {
      return new Place(factor * x, factor * y);
    }

    private double length() {
      return Math.hypot(x, y);
    }
  }

  public FacePoints {
    Objects.requireNonNull(leftEye);
    Objects.requireNonNull(rightEye);
    Objects.requireNonNull(leftMouth);
    Objects.requireNonNull(rightMouth);
  }

  /** Where eyes and mouth usually are in a square; {@link #alignment} gives the same square. */
  public static FacePoints usualIn(Alignment square) {
    double eyes = -CENTRE_BELOW_EYES * EYES_TO_MOUTH;
    double mouth = eyes + EYES_TO_MOUTH;
    return new FacePoints(
        in(square, -EYES_APART / 2, eyes),
        in(square, EYES_APART / 2, eyes),
        in(square, -MOUTH_WIDTH / 2, mouth),
        in(square, MOUTH_WIDTH / 2, mouth));
  }

  private static Place in(Alignment square, double right, double down) {
    return new Place(
        square.centreX() + right * square.axisX() - down * square.axisY(),
        square.centreY() + right * square.axisY() + down * square.axisX());
  }

  /**
   * The square of the data set FFHQ (Karras et al., A Style-Based Generator Architecture, 2019):
   * twice the distance of the eyes or 1.8 times that of eyes and mouth to each side, whichever is
   * more, turned half by the eyes and half by the mouth.
   *
   * @throws IllegalArgumentException with a sentence if no square follows, because the points lie
   *     in one place or the mouth is where the forehead should be
   */
  public Alignment alignment() {
    Place eyes = leftEye.plus(rightEye).times(0.5);
    Place across = rightEye.minus(leftEye);
    Place down = leftMouth.plus(rightMouth).times(0.5).minus(eyes);
    Place axis = across.plus(new Place(down.y(), -down.x()));
    double half = Math.max(2.0 * across.length(), 1.8 * down.length());
    if (!(axis.length() > 1e-3 * half)) {
      throw new IllegalArgumentException(
          "No square follows from these points: the left eye lies left of the right one, and the"
              + " mouth below them.");
    }
    Place unit = axis.times(half / axis.length());
    Place centre = eyes.plus(down.times(CENTRE_BELOW_EYES));
    return new Alignment(centre.x(), centre.y(), unit.x(), unit.y());
  }

  /** The same points where another picture of the photo has them. */
  public FacePoints map(UnaryOperator<Place> where) {
    return new FacePoints(
        where.apply(leftEye),
        where.apply(rightEye),
        where.apply(leftMouth),
        where.apply(rightMouth));
  }
}
