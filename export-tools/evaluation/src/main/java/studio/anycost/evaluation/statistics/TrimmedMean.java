package studio.anycost.evaluation.statistics;

import java.util.Arrays;

/**
 * The mean of what lies between the 1st and the 99th percentile, as path lengths are averaged
 * (Karras et al., 2019): a few pairs between which something jumps would decide otherwise.
 */
public final class TrimmedMean {
  private static final double CUT = 0.01;

  private TrimmedMean() {}

  /**
   * The mean, as the published code takes it: the percentiles are samples themselves, the lower one
   * below and the upper one above, and stay in. The interval is that of Tukey and McLaughlin
   * (1963), by the variance of the samples with those outside moved to the ends.
   *
   * @param samples at least one
   */
  public static Estimate of(double[] samples) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    double low = sorted[(int) Math.floor(CUT * last)];
    double high = sorted[(int) Math.ceil((1 - CUT) * last)];
    RunningMean kept = new RunningMean();
    RunningMean moved = new RunningMean();
    for (double sample : sorted) {
      if (sample >= low && sample <= high) {
        kept.add(sample);
      }
      moved.add(Math.max(low, Math.min(high, sample)));
    }
    Estimate plain = moved.estimate();
    double error = (plain.high() - plain.value()) / Estimate.NORMAL_95;
    double share = kept.count() / (double) sorted.length;
    return Estimate.of(kept.estimate().value(), error / share, sorted.length);
  }
}
