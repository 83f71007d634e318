package studio.anycost.models.runtime;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs native code that recurses deeper than the stack of a usual thread allows. */
final class LargeStack {
  /** Reserved, not used: pages are taken as the recursion reaches them. */
  private static final long BYTES = 512L << 20;

  private LargeStack() {}

  /**
   * Runs an action on a thread of its own and waits for it, uninterruptibly. What it throws is
   * thrown here.
   */
  static void run(String name, Runnable action) {
    FutureTask<Void> task = new FutureTask<>(action, null);
    new Thread(null, task, name, BYTES).start();
    boolean interrupted = false;
    while (true) {
      try {
        task.get();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) e.getCause();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
