package studio.anycost.spark;

import java.io.Serializable;

/**
 * Samples in a row that one task makes.
 *
 * @param from the first
 * @param to behind the last
 */
record Part(int from, int to) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Fewer are not worth a task. */
  private static final int LEAST = 64;

  /** Of more too much is lost with an executor, and nobody hears of progress for too long. */
  private static final int MOST = 1024;

  /** So many parts for each core, so that all cores end at about the same time. */
  private static final int EACH_CORE = 8;

  /**
   * How many samples the parts of a job have.
   *
   * @param all samples
   * @param batch parts are whole batches
   * @param cores of all executors
   */
  static int size(int all, int batch, int cores) {
    int share = (int) (all / Math.max(1L, (long) EACH_CORE * cores));
    int size = Math.max(LEAST, Math.min(MOST, share));
    return (size + batch - 1) / batch * batch;
  }
}
