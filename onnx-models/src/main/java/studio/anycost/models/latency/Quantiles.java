package studio.anycost.models.latency;

import java.util.Arrays;

/** Quantiles of few values. */
final class Quantiles {
  private Quantiles() {}

  /**
   * The value below which a share of the values lies, between two of them linearly.
   *
   * @param values at least one, in any order; left as they are
   * @param share 0..1
   */
  static double of(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
