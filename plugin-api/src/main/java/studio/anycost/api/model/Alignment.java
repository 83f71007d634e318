package studio.anycost.api.model;

/**
 * The square of a photo that holds an aligned portrait. It may be rotated and may leave the photo.
 *
 * <p>In pixels of the upright photo, x to the right, y down, (0, 0) the upper left corner of the
 * upper left pixel. With the axis {@code a = (axisX, axisY)} and its perpendicular {@code b =
 * (-axisY, axisX)} the corners are {@code c - a - b} (upper left), {@code c + a - b}, {@code c + a
 * + b} and {@code c - a + b}; the side is {@code 2 |a|}. FFHQ's alignment has this form.
 *
 * @param centreX the square's centre
 * @param centreY the square's centre
 * @param axisX from the centre to the middle of the right side
 * @param axisY from the centre to the middle of the right side
 */
public record Alignment(double centreX, double centreY, double axisX, double axisY) {
  /** A square smaller than this shows nothing. */
  private static final double SMALLEST_SIDE = 1;

  public Alignment {
    if (!Double.isFinite(centreX)
        || !Double.isFinite(centreY)
        || !(2 * Math.hypot(axisX, axisY) >= SMALLEST_SIDE)
        || Double.isInfinite(axisX)
        || Double.isInfinite(axisY)) {
      throw new IllegalArgumentException(
          "An alignment is a square of at least one pixel with finite numbers.");
    }
  }

  /** The largest upright square in the middle of a photo: what is used where no face is known. */
  public static Alignment centred(int width, int height) {
    return new Alignment(width / 2.0, height / 2.0, Math.min(width, height) / 2.0, 0);
  }

  /** Length of a side in pixels of the photo. */
  public double side() {
    return 2 * Math.hypot(axisX, axisY);
  }
}
