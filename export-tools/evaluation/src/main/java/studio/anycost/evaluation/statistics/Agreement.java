package studio.anycost.evaluation.statistics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How often two judgements of the same things agree, question by question and over all questions.
 * Mergeable; not thread-safe.
 */
public final class Agreement implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] agreed;
  private final RunningMean shares = new RunningMean();

  /**
   * @param questions at least 1
   */
  public Agreement(int questions) {
    this.agreed = new long[questions];
  }

  /** Takes two judgements of one thing, with an answer to every question. */
  public void add(boolean[] one, boolean[] other) {
    int same = 0;
    for (int i = 0; i < agreed.length; i++) {
      if (one[i] == other[i]) {
        agreed[i]++;
        same++;
      }
    }
    shares.add(same / (double) agreed.length);
  }

  /** Takes all that another one took. */
  public void merge(Agreement other) {
    for (int i = 0; i < agreed.length; i++) {
      agreed[i] += other.agreed[i];
    }
    shares.merge(other.shares);
  }

  /** The share of agreement for every question. */
  public List<Estimate> each() {
    List<Estimate> estimates = new ArrayList<>();
    for (long hits : agreed) {
      estimates.add(Estimate.ofShare(hits, shares.count()));
    }
    return estimates;
  }

  /**
   * The mean over the questions. Its interval is by the things that were judged: the answers to
   * different questions about one thing depend on each other.
   */
  public Estimate mean() {
    return shares.estimate();
  }
}
