package studio.anycost.plugins.extraction;

import java.util.ArrayList;
import java.util.List;

/** Takes other directions out of a direction: what is left is at right angles to all of them. */
final class Conditioning {
  /** Less than this is what rounding left over. */
  private static final double NOTHING = 1e-3;

  private Conditioning() {}

  /**
   * Modified Gram-Schmidt.
   *
   * @param direction of length 1
   * @param others of length 1, in any number, however alike
   * @return the rest of the direction, no longer of length 1; may be 0
   */
  static double[] without(double[] direction, List<double[]> others) {
    List<double[]> basis = new ArrayList<>();
    for (double[] other : others) {
      double[] rest = reduced(other, basis);
      double length = length(rest);
      if (length > NOTHING) {
        basis.add(scaled(rest, 1 / length));
      }
    }
    return reduced(direction, basis);
  }

  private static double[] reduced(double[] direction, List<double[]> basis) {
    double[] rest = direction.clone();
    for (double[] axis : basis) {
      double along = dot(rest, axis);
      for (int i = 0; i < rest.length; i++) {
        rest[i] -= along * axis[i];
      }
    }
    return rest;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double length(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  static double[] scaled(double[] a, double factor) {
    double[] result = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = a[i] * factor;
    }
    return result;
  }
}
