package studio.anycost.api.task;

import java.util.concurrent.CancellationException;

/** The reading side of a request to stop. Safe to use from any thread. */
public interface CancellationToken {
  /** A token that is never cancelled. */
  CancellationToken NONE =
      new CancellationToken() {
        @Override
        public boolean isCancelled() {
          return false;
        }

        @Override
        public Registration onCancel(Runnable action) {
          return () -> {};
        }
      };

  /** Whether stopping was asked for; once true it stays true. */
  boolean isCancelled();

  /**
   * Runs an action when stopping is asked for: at once on this thread if that has happened already,
   * otherwise on the thread that cancels. The action must be quick and must not throw.
   *
   * @return closes the registration; after {@code close} returns the action is not running and will
   *     not run
   */
  Registration onCancel(Runnable action);

  /**
   * @throws CancellationException if stopping was asked for
   */
  default void throwIfCancelled() {
    if (isCancelled()) {
      throw new CancellationException("The work was cancelled.");
    }
  }

  /** See {@link #onCancel}. */
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
