package studio.anycost.models.runtime;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts every native handle of one session manager, so that a leak is a number and not a guess.
 * Safe to use from any thread.
 */
final class NativeLedger {
  private final AtomicLong opened = new AtomicLong();
  private final AtomicLong closed = new AtomicLong();

  /** Notes a new handle; the entry must be closed exactly when the handle is. */
  Entry open() {
    opened.incrementAndGet();
    return new Entry();
  }

  /** Handles opened so far. */
  long opened() {
    return opened.get();
  }

  /** Handles that are open now. */
  long openCount() {
    return opened.get() - closed.get();
  }

  /** One open handle. */
  final class Entry {
    private final AtomicBoolean done = new AtomicBoolean();

    /**
     * Notes the end of the handle.
     *
     * @return true for the first call only: the caller that may free the handle
     */
    boolean close() {
      if (!done.compareAndSet(false, true)) {
        return false;
      }
      closed.incrementAndGet();
      return true;
    }
  }
}
