package studio.anycost.evaluation.statistics;

/**
 * A number that samples tell, with the interval in which 95 of 100 such intervals hold the true
 * one.
 *
 * @param value the estimate
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param count of the samples, at least 1
 */
public record Estimate(double value, double low, double high, long count) {
  /** Of the normal distribution, both sides. */
  static final double NORMAL_95 = 1.959963984540054;

  /** A mean with the standard error of it. */
  static Estimate of(double mean, double standardError, long count) {
    double half = NORMAL_95 * standardError;
    return new Estimate(mean, mean - half, mean + half, count);
  }

  /**
   * A share, with the interval of Wilson (1927), which stays within 0..1 and has a width where all
   * or none agree.
   *
   * @param hits 0 to {@code count}
   * @param count at least 1
   */
  public static Estimate ofShare(long hits, long count) {
    double share = hits / (double) count;
    double z2 = NORMAL_95 * NORMAL_95 / count;
    double centre = (share + z2 / 2) / (1 + z2);
    double half = NORMAL_95 / (1 + z2) * Math.sqrt(share * (1 - share) / count + z2 / (4 * count));
    return new Estimate(share, Math.max(0, centre - half), Math.min(1, centre + half), count);
  }
}
