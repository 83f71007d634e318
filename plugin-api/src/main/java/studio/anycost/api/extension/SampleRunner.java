package studio.anycost.api.extension;

import java.io.IOException;
import java.io.Serializable;
import studio.anycost.api.task.TaskContext;

/** Has samples made: on this machine, or on many. Safe to use from any worker thread. */
public interface SampleRunner {
  /**
   * Has samples made and hands them over, part after part in their order: a part is a batch, or
   * several in a row that were joined. Blocks until the last one was taken. When a stop is asked
   * for, it ends after a part.
   *
   * @param from the first, a multiple of the job's batch
   * @param to behind the last
   * @param task ends this, and hears nothing of it: progress is the taker's
   * @throws java.util.concurrent.CancellationException if cancelled
   * @throws IOException with a sentence if that cannot go on; or what the taker threw
   */
  <R extends Serializable> void run(
      SamplingJob<R> job, int from, int to, TaskContext<?> task, SampleTaker<R> taker)
      throws IOException;
}
