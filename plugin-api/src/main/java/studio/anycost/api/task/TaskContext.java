package studio.anycost.api.task;

/**
 * What a piece of background work gets from its caller, and what it tells back while it runs. Safe
 * to use from any thread that the work itself uses.
 *
 * <p>A person can end work in two ways. <em>Stop</em> means: finish now and return the best so far;
 * the work looks at {@link #stopRequested} between its steps and returns normally. <em>Cancel</em>
 * means: drop everything; the work ends with a {@link java.util.concurrent.CancellationException},
 * which the studio's services throw by themselves when they are handed {@link #cancellation}.
 *
 * @param <P> what the work publishes while it runs: an iterate, a partial result; immutable
 */
public interface TaskContext<P> {
  /** Asked for when the result is no longer wanted. Hand it to everything that takes one. */
  CancellationToken cancellation();

  /** Whether the work is to finish now with the best it has; once true it stays true. */
  boolean stopRequested();

  /** Takes reports of how far the work has come. */
  ProgressListener progress();

  /**
   * Shows an intermediate value. Quick and never blocks; of values that follow each other faster
   * than they can be shown, the newest counts.
   *
   * @param intermediate not null
   */
  void publish(P intermediate);

  /**
   * Tells the person something about the result that the result does not show, for instance what
   * was left out and why. It is shown when the work has ended, on the command line and in the
   * window; a few sentences are, more are dropped.
   *
   * @param sentence for people; not null
   */
  default void notice(String sentence) {}

  /** Nobody listens, and nobody stops or cancels. */
  static <P> TaskContext<P> none() {
    return of(CancellationToken.NONE, ProgressListener.NONE);
  }

  /** Work that can be cancelled and followed; what it publishes is dropped, and nobody stops it. */
  static <P> TaskContext<P> of(CancellationToken cancellation, ProgressListener progress) {
    return new QuietTaskContext<>(cancellation, progress);
  }
}
