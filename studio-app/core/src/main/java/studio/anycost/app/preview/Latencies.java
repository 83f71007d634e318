package studio.anycost.app.preview;

import java.util.Arrays;

/** The last latencies of moving frames. Safe to use from any thread. */
final class Latencies {
  private static final int KEPT = 4096;

  private final double[] ring = new double[KEPT];
  private long count;

  synchronized void add(double milliseconds) {
    ring[(int) (count % KEPT)] = milliseconds;
    count++;
  }

  synchronized long count() {
    return count;
  }

  /** Nearest-rank percentile of the kept values, NaN if there are none. */
  synchronized double percentile(double percent) {
    int kept = (int) Math.min(count, KEPT);
    if (kept == 0) {
      return Double.NaN;
    }
    double[] sorted = Arrays.copyOf(ring, kept);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(percent / 100 * kept);
    return sorted[Math.max(0, rank - 1)];
  }
}
