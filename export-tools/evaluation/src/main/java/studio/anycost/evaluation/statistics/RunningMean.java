package studio.anycost.evaluation.statistics;

import java.io.Serializable;

/**
 * Mean and variance of numbers that come one by one (Welford, 1962), mergeable as {@link Moments}
 * are. Not thread-safe.
 */
public final class RunningMean implements Serializable {
  private static final long serialVersionUID = 1L;

  private long count;
  private double mean;
  private double squares;

  /** Takes a number. */
  public void add(double value) {
    count++;
    double before = value - mean;
    mean += before / count;
    squares += before * (value - mean);
  }

  /** Takes all that another one took. */
  public void merge(RunningMean other) {
    if (other.count > 0) {
      double between = other.mean - mean;
      long all = count + other.count;
      mean += between * other.count / all;
      squares += other.squares + between * between * count * other.count / all;
      count = all;
    }
  }

  /** How many there are. */
  public long count() {
    return count;
  }

  /**
   * The mean, with an interval that holds for many samples; of one sample it has no width.
   *
   * @throws IllegalStateException if there are none
   */
  public Estimate estimate() {
    if (count == 0) {
      throw new IllegalStateException("There is no mean of nothing.");
    }
    double error = count > 1 ? Math.sqrt(squares / (count - 1) / count) : 0;
    return Estimate.of(mean, error, count);
  }
}
