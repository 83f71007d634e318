package studio.anycost.app.fx.task;

import studio.anycost.api.task.TaskContext;

/**
 * Something long, free of any toolkit.
 *
 * @param <T> the result
 */
@FunctionalInterface
public interface Work<T> {
  /**
   * Runs on a worker thread.
   *
   * @param context tells of cancellation and takes progress
   * @throws java.util.concurrent.CancellationException if it stopped because it was asked to
   * @throws Exception with a sentence for people as its message
   */
  T run(TaskContext<?> context) throws Exception;
}
