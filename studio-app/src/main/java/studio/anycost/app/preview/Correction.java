package studio.anycost.app.preview;

import java.util.Arrays;

/**
 * How much longer renders take here and now than was predicted: other programs, a hot processor.
 *
 * <p>An upper quartile of the last renders, so that single stragglers do not shrink the preview but
 * a slow spell does.
 */
final class Correction {
  private static final int KEPT = 12;
  private static final double LIMIT = 4;

  private final double[] ratios = new double[KEPT];
  private int count;

  /**
   * A drag may reach other styles than the last one. If that one was cheap because stages could be
   * reused, the next one starts without the bonus.
   */
  void beginDrag() {
    if (factor() < 1) {
      count = 0;
    }
  }

  void add(double predicted, double measured) {
    if (predicted > 0 && measured > 0) {
      ratios[count % KEPT] = Math.min(LIMIT, Math.max(1 / LIMIT, measured / predicted));
      count++;
    }
  }

  /** Multiplies a prediction; 1 until something was measured. */
  double factor() {
    int kept = Math.min(count, KEPT);
    if (kept == 0) {
      return 1;
    }
    double[] sorted = Arrays.copyOf(ratios, kept);
    Arrays.sort(sorted);
    return sorted[(kept - 1) * 3 / 4];
  }
}
