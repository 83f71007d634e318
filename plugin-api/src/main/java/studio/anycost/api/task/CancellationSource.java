package studio.anycost.api.task;

import java.util.ArrayList;
import java.util.List;

/** The writing side of a request to stop. Safe to use from any thread. */
public final class CancellationSource {
  private final Object lock = new Object();
  private final List<Runnable> actions = new ArrayList<>();
  private final CancellationToken token = new Token();
  private volatile boolean cancelled;

  /** The token to hand to the work. */
  public CancellationToken token() {
    return token;
  }

  public boolean isCancelled() {
    return cancelled;
  }

  /**
   * Asks the work to end; later calls do nothing. Runs the registered actions on this thread.
   *
   * @throws RuntimeException what the first failing action threw, with what others threw as
   *     suppressed; every action has run by then
   */
  public void cancel() {
    synchronized (lock) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      // Inside the lock, so that closing a registration waits for an action under way: the action
      // may touch a native handle that its owner frees right after closing.
      List<Runnable> due = List.copyOf(actions);
      actions.clear();
      runAll(due);
    }
  }

  /** Another action may be the one that ends a render: none is skipped because one fails. */
  private static void runAll(List<Runnable> due) {
    RuntimeException failure = null;
    for (Runnable action : due) {
      try {
        action.run();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private final class Token implements CancellationToken {
    @Override
    public boolean isCancelled() {
      return cancelled;
    }

    @Override
    public Registration onCancel(Runnable action) {
      synchronized (lock) {
        if (cancelled) {
          action.run();
          return () -> {};
        }
        // Wrapped, so that one action registered twice is removed once.
        Runnable entry = action::run;
        actions.add(entry);
        return () -> {
          synchronized (lock) {
            actions.remove(entry);
          }
        };
      }
    }
  }
}
