package studio.anycost.api.parameter;

/** A place in the picture: x from left 0 to right 1, y from top 0 to bottom 1. */
public record Point(double x, double y) {
  public Point {
    if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
      throw new IllegalArgumentException("A point lies inside the picture, 0..1 both ways.");
    }
  }
}
