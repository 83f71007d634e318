package studio.anycost.models.latency;

import java.util.Arrays;

/**
 * Weighted least squares with non-negative unknowns and a pull towards known values, by cyclic
 * coordinate descent on the normal equations. With the handful of unknowns here that takes
 * microseconds, and it cannot fail: every step is a division by a positive number.
 */
final class NonNegativeFit {
  private static final int MOST_SWEEPS = 500;
  private static final double PRECISION = 1e-7;

  private NonNegativeFit() {}

  /**
   * The x of at least 0 that makes {@code sum_i w_i (row_i x - 1)^2 + stiffness sum_j (c_j (x_j -
   * known_j))^2} smallest, c_j being the mean of column j, so that the pull does not depend on the
   * units of the columns.
   *
   * @param rows at least one, all values at least 0
   * @param weights of the rows, at least 0
   */
  static double[] towardsOne(double[][] rows, double[] weights, double[] known, double stiffness) {
    int size = known.length;
    double[][] normal = new double[size][size];
    double[] right = new double[size];
    double[] means = new double[size];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < size; j++) {
        means[j] += rows[i][j] / rows.length;
        right[j] += weights[i] * rows[i][j];
        for (int k = 0; k < size; k++) {
          normal[j][k] += weights[i] * rows[i][j] * rows[i][k];
        }
      }
    }
    for (int j = 0; j < size; j++) {
      double pull = stiffness * means[j] * means[j];
      normal[j][j] += pull;
      right[j] += pull * known[j];
    }
    return descend(normal, right, known);
  }

  private static double[] descend(double[][] normal, double[] right, double[] start) {
    double[] x = Arrays.copyOf(start, start.length);
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      double largest = 0;
      for (int j = 0; j < x.length; j++) {
        if (normal[j][j] > 0) {
          double slope = -right[j];
          for (int k = 0; k < x.length; k++) {
            slope += normal[j][k] * x[k];
          }
          double next = Math.max(0, x[j] - slope / normal[j][j]);
          largest = Math.max(largest, Math.abs(next - x[j]) * Math.sqrt(normal[j][j]));
          x[j] = next;
        }
      }
      if (largest < PRECISION) {
        break;
      }
    }
    return x;
  }
}
