package studio.anycost.app.fx.task;

import java.util.Optional;

/**
 * What the window does with a task, on the JavaFX thread: values while it runs, then one of {@link
 * #done}, {@link #stopped}, {@link #failed} and {@link #cancelled}, then {@link #finished}.
 *
 * @param <P> what the work publishes
 * @param <R> the work's result
 */
public interface TaskListener<P, R> {
  /** The newest published value. */
  default void published(P value) {}

  void done(R result);

  /** The person had seen enough. */
  default void stopped(R best) {
    done(best);
  }

  /**
   * @param failure with a sentence for people, if the work kept its promise
   */
  void failed(Throwable failure);

  /**
   * The person dropped the task.
   *
   * @param unused what was ready nevertheless; closed here if it holds anything
   */
  default void cancelled(Optional<R> unused) {}

  /** In any case, last: what was prepared before the start is undone here. */
  default void finished() {}
}
