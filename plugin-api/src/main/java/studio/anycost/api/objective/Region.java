package studio.anycost.api.objective;

/**
 * A square of a square picture, in fractions of its side: x to the right, y down, (0, 0) the upper
 * left corner. It may be rotated. With the axis {@code a = (axisX, axisY)} and its perpendicular
 * {@code b = (-axisY, axisX)} the corners are {@code c - a - b} (upper left), {@code c + a - b},
 * {@code c + a + b} and {@code c - a + b}.
 *
 * @param centreX the square's centre
 * @param centreY the square's centre
 * @param axisX from the centre to the middle of the right side
 * @param axisY from the centre to the middle of the right side
 */
public record Region(double centreX, double centreY, double axisX, double axisY) {
  public Region {
    if (!Double.isFinite(centreX)
        || !Double.isFinite(centreY)
        || !(Math.hypot(axisX, axisY) > 0)
        || Double.isInfinite(Math.hypot(axisX, axisY))) {
      throw new IllegalArgumentException("A region is a square of finite numbers with a side.");
    }
  }
}
