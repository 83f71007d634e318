package studio.anycost.app.task;

import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the news of one job to its listener, one call at a time whatever the executor does: at
 * most one delivery waits in the executor, and of progress and values only the newest wait for it.
 */
final class Mailbox<P, R> {
  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

  private final JobListener<? super P, R> listener;
  private final Executor callbacks;
  private final Object lock = new Object();

  // All guarded by the lock. Null means that there is no news.
  private Progress progress;
  private P value;
  private Supplier<Outcome<R>> end;
  private boolean accepting = true;
  private boolean scheduled;
  private boolean delivering;
  private boolean missed;

  Mailbox(JobListener<? super P, R> listener, Executor callbacks) {
    this.listener = listener;
    this.callbacks = callbacks;
  }

  void progressed(Progress next) {
    synchronized (lock) {
      if (!accepting) {
        return;
      }
      progress = next;
    }
    schedule();
  }

  void published(P next) {
    synchronized (lock) {
      if (!accepting) {
        return;
      }
      value = next;
    }
    schedule();
  }

  /** Drops what waits, and takes nothing but the end from now on. */
  void mute() {
    synchronized (lock) {
      accepting = false;
      progress = null;
      value = null;
    }
  }

  /**
   * Nothing comes after this.
   *
   * @param outcome asked just before it is told, in the callbacks executor, and once
   */
  void end(Supplier<Outcome<R>> outcome) {
    synchronized (lock) {
      accepting = false;
      end = outcome;
    }
    schedule();
  }

  private void schedule() {
    synchronized (lock) {
      if (scheduled) {
        return;
      }
      scheduled = true;
    }
    try {
      callbacks.execute(this::deliver);
    } catch (RuntimeException e) {
      // Refused, or run at once and failed in the listener: neither is the work's fault.
      LOG.warn("The news of a job did not arrive", e);
      synchronized (lock) {
        scheduled = false;
      }
    }
  }

  private void deliver() {
    synchronized (lock) {
      if (delivering) {
        // Another thread, or this one in a dialog that the listener shows: in turn.
        missed = true;
        return;
      }
      delivering = true;
    }
    boolean heard = false;
    try {
      do {
        tell();
      } while (goesOn());
      heard = true;
    } finally {
      if (!heard) {
        recover();
      }
    }
  }

  /** After the listener failed: what came meanwhile is for another turn. */
  private void recover() {
    boolean more;
    synchronized (lock) {
      delivering = false;
      more = missed;
      missed = false;
      if (more) {
        scheduled = false;
      }
    }
    if (more) {
      schedule();
    }
  }

  /** Each piece is taken when its turn has come: the listener may have cancelled before. */
  private void tell() {
    Supplier<Outcome<R>> last = takeEnd();
    try {
      Progress newest = takeProgress();
      if (newest != null) {
        listener.progressed(newest);
      }
    } finally {
      try {
        P newest = takeValue();
        if (newest != null) {
          listener.published(newest);
        }
      } finally {
        if (last != null) {
          listener.ended(last.get());
        }
      }
    }
  }

  /** Taken first: what comes after it is none, and an end that comes later has its own delivery. */
  private Supplier<Outcome<R>> takeEnd() {
    synchronized (lock) {
      scheduled = false;
      Supplier<Outcome<R>> taken = end;
      end = null;
      return taken;
    }
  }

  private Progress takeProgress() {
    synchronized (lock) {
      Progress taken = progress;
      progress = null;
      return taken;
    }
  }

  private P takeValue() {
    synchronized (lock) {
      P taken = value;
      value = null;
      return taken;
    }
  }

  private boolean goesOn() {
    synchronized (lock) {
      delivering = missed;
      missed = false;
      return delivering;
    }
  }
}
