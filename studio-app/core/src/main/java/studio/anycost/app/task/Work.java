package studio.anycost.app.task;

import java.util.concurrent.CancellationException;
import studio.anycost.api.task.TaskContext;

/**
 * Something long.
 *
 * @param <P> what it publishes while it runs
 * @param <R> its result
 */
@FunctionalInterface
public interface Work<P, R> {
  /**
   * Runs on a worker thread, once.
   *
   * @param context tells of stop and cancel, takes progress and published values; both are ignored
   *     once the job is cancelled or this has returned
   * @return not null; after a stop the best so far
   * @throws CancellationException if it ended because it was cancelled, or was stopped before there
   *     was anything to keep
   * @throws Exception with a sentence for people as its message
   */
  R run(TaskContext<P> context) throws Exception;
}
