package studio.anycost.plugins.alignment;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the detector looks: it knows faces that fill a good part of its picture. First the whole
 * photo, then squares of a half and a quarter of its long side, each overlapping the next by half.
 */
final class Tiles {
  private static final int[] PARTS = {2, 4};

  /** Smaller squares show nothing that the larger ones do not. */
  private static final double SMALLEST = 160;

  private Tiles() {}

  /** The whole photo first. */
  static List<Square> of(int width, int height) {
    List<Square> tiles = new ArrayList<>();
    double longSide = Math.max(width, height);
    tiles.add(Square.upright(width / 2.0, height / 2.0, longSide));
    for (int part : PARTS) {
      double side = longSide / part;
      if (side < SMALLEST) {
        break;
      }
      for (double y : centres(height, side)) {
        for (double x : centres(width, side)) {
          tiles.add(Square.upright(x, y, side));
        }
      }
    }
    return tiles;
  }

  private static double[] centres(double length, double side) {
    if (length <= side) {
      return new double[] {length / 2};
    }
    int count = (int) Math.ceil((length - side) / (side / 2)) + 1;
    double[] centres = new double[count];
    for (int i = 0; i < count; i++) {
      centres[i] = side / 2 + i * (length - side) / (count - 1);
    }
    return centres;
  }
}
