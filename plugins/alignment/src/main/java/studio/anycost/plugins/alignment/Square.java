package studio.anycost.plugins.alignment;

/**
 * A square of a photo, seen as a picture of its own.
 *
 * <p>Coordinates are continuous, in pixels of the photo: pixel i covers [i, i + 1).
 *
 * @param x its centre
 * @param y its centre
 * @param side its length, above 0
 * @param angle how far its upper edge is turned from level, clockwise on the screen, radians
 */
record Square(double x, double y, double side, double angle) {
  static Square upright(double x, double y, double side) {
    return new Square(x, y, side, 0);
  }

  /** A place of the square, 0..1 from the upper left corner, as a place of the photo. */
  Place at(double across, double down) {
    double right = (across - 0.5) * side;
    double below = (down - 0.5) * side;
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    return new Place(x + cos * right - sin * below, y + sin * right + cos * below);
  }
}
