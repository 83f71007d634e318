package studio.anycost.models.latency;

import java.util.Arrays;

/**
 * Whether the machine has been busy with something else lately: whether nearly everything takes
 * clearly longer than it used to.
 *
 * <p>Times of a busy machine must not mix with those of a calm one, or what was shown during a busy
 * spell would look slow ever after, compared with what was not. So they are left out, until it is
 * clear that this is how the machine is now; then, all at once, everything it knew is adjusted.
 */
final class MachineLoad {
  private static final int RUNS = 12;
  private static final int FEWEST_RUNS = 6;

  /** A machine that takes this many times as long is busy, or as much shorter another one. */
  private static final double CLEARLY = 1.5;

  /** A spell that has lasted so long, over so many runs, is no spell. */
  private static final long LASTING_NANOS = 120_000_000_000L;

  private static final int LASTING_RUNS = 600;

  private final double[] ratios = new double[RUNS];
  private int count;
  private long busySince;
  private long busyRuns;

  /** What follows from a run. */
  record Verdict(boolean usable, double adjustment) {
    private static final Verdict USABLE = new Verdict(true, 1);
    private static final Verdict BUSY = new Verdict(false, 1);
  }

  /**
   * Judges a run of something that was measured before.
   *
   * @param ratio its time as a multiple of the usual
   * @return whether the time counts, and the factor by which all kept times change first
   */
  Verdict judge(double ratio, long nanoTime) {
    ratios[count % RUNS] = ratio;
    count++;
    double typical = typical();
    if (typical < 1 / CLEARLY && count >= RUNS) {
      // Nothing can make a machine faster than it is: what was kept was wrong.
      return adjust(typical);
    }
    if (typical <= CLEARLY) {
      busyRuns = 0;
      return Verdict.USABLE;
    }
    if (busyRuns == 0) {
      busySince = nanoTime;
    }
    busyRuns++;
    return nanoTime - busySince >= LASTING_NANOS && busyRuns >= LASTING_RUNS
        ? adjust(typical)
        : Verdict.BUSY;
  }

  /** Whether a run of something new counts. */
  boolean isCalm() {
    return typical() <= CLEARLY;
  }

  void reset() {
    count = 0;
    busyRuns = 0;
  }

  private Verdict adjust(double factor) {
    reset();
    return new Verdict(true, factor);
  }

  private double typical() {
    int kept = Math.min(count, RUNS);
    return kept < FEWEST_RUNS ? 1 : Quantiles.of(Arrays.copyOf(ratios, kept), 0.5);
  }
}
