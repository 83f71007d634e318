package studio.anycost.app.engine;

import java.util.List;
import studio.anycost.api.model.Boundary;

/** How directions lie to each other. */
public final class Angles {
  private Angles() {}

  /**
   * The angle of every direction to every other, in degrees: 90 = they have nothing to do with each
   * other, 0 = the same, 180 = the opposite. One normal stands for the same row for every style.
   */
  public static double[][] between(List<Boundary> directions) {
    double[][] angles = new double[directions.size()][directions.size()];
    for (int i = 0; i < angles.length; i++) {
      for (int j = 0; j < i; j++) {
        angles[i][j] = degrees(directions.get(i), directions.get(j));
        angles[j][i] = angles[i][j];
      }
    }
    return angles;
  }

  private static double degrees(Boundary a, Boundary b) {
    float[] x = a.toArray();
    float[] y = b.toArray();
    int count = Math.max(x.length, y.length);
    double dot = 0;
    double squareX = 0;
    double squareY = 0;
    for (int i = 0; i < count; i++) {
      double left = x[i % x.length];
      double right = y[i % y.length];
      dot += left * right;
      squareX += left * left;
      squareY += right * right;
    }
    double cosine = dot / Math.sqrt(squareX * squareY);
    return Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, cosine))));
  }
}
