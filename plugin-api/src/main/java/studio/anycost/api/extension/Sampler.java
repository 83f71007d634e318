package studio.anycost.api.extension;

import java.io.IOException;
import studio.anycost.api.task.CancellationToken;

/**
 * Makes samples on the machine on which it was opened. Safe to use from any thread.
 *
 * @param <R> what is made of samples in a row
 */
@FunctionalInterface
public interface Sampler<R> {
  /**
   * Draws and scores samples in a row. Blocks.
   *
   * @param from the first, a multiple of the job's batch
   * @param to behind the last; at most a batch
   * @throws java.util.concurrent.CancellationException if cancelled
   * @throws IOException with a sentence if that cannot go on
   */
  R sample(int from, int to, CancellationToken cancellation) throws IOException;
}
