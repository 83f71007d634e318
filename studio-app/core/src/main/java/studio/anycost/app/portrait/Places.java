package studio.anycost.app.portrait;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import studio.anycost.api.model.FaceMesh;
import studio.anycost.api.objective.Region;

/** The places of a mesh while it is worked with; in fractions of the portrait. */
final class Places {
  /** The corners of the eyes: outer, inner of the one on the left, inner, outer of the other. */
  private static final int LEFT_EYE_OUTER = 33;

  private static final int LEFT_EYE_INNER = 133;
  private static final int RIGHT_EYE_INNER = 362;
  private static final int RIGHT_EYE_OUTER = 263;

  /** How the detector's box, by which the network was trained, lies around the mesh's own. */
  private static final double ROOM = 1.41;

  private static final double LOWER = 0.042;

  private final double[] x;
  private final double[] y;

  Places(double[] x, double[] y) {
    this.x = x;
    this.y = y;
  }

  /** Around the face, upright for it: where the network sees it as it was trained. */
  Region region() {
    double angle =
        Math.atan2(
            mean(y, RIGHT_EYE_INNER, RIGHT_EYE_OUTER) - mean(y, LEFT_EYE_INNER, LEFT_EYE_OUTER),
            mean(x, RIGHT_EYE_INNER, RIGHT_EYE_OUTER) - mean(x, LEFT_EYE_INNER, LEFT_EYE_OUTER));
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double[] across = new double[x.length];
    double[] down = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      across[i] = cos * x[i] + sin * y[i];
      down[i] = cos * y[i] - sin * x[i];
    }
    double extent = Math.max(extent(across), extent(down));
    double middle = middle(across);
    double lower = middle(down) + LOWER * extent;
    double half = ROOM * extent / 2;
    return new Region(
        cos * middle - sin * lower, sin * middle + cos * lower, cos * half, sin * half);
  }

  private static double mean(double[] values, int first, int second) {
    return (values[first] + values[second]) / 2;
  }

  private static double extent(double[] values) {
    return Arrays.stream(values).max().orElseThrow() - Arrays.stream(values).min().orElseThrow();
  }

  private static double middle(double[] values) {
    return (Arrays.stream(values).max().orElseThrow() + Arrays.stream(values).min().orElseThrow())
        / 2;
  }

  FaceMesh mesh() {
    return new FaceMesh(floats(x), floats(y));
  }

  private static List<Float> floats(double[] values) {
    List<Float> floats = new ArrayList<>();
    for (double value : values) {
      floats.add((float) value);
    }
    return floats;
  }
}
