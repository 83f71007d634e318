package studio.anycost.plugins.blend;

import studio.anycost.api.model.Alignment;

/**
 * How pixels of the photo and fractions of the face's square belong together.
 *
 * @param u0 what the middle of the photo's first pixel is from the square's left
 * @param v0 what it is from its top
 * @param ux what a step to the right in the photo adds to u; v's is {@code -uy}
 * @param uy what a step down adds to u; v's is {@code ux}
 */
record Placement(double u0, double v0, double ux, double uy) {
  static Placement of(Alignment square) {
    double side = square.side();
    double ux = 2 * square.axisX() / (side * side);
    double uy = 2 * square.axisY() / (side * side);
    double dx = 0.5 - square.centreX();
    double dy = 0.5 - square.centreY();
    return new Placement(0.5 + dx * ux + dy * uy, 0.5 - dx * uy + dy * ux, ux, uy);
  }

  double u(int x, int y) {
    return u0 + x * ux + y * uy;
  }

  double v(int x, int y) {
    return v0 - x * uy + y * ux;
  }
}
