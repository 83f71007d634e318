package studio.anycost.models.runtime;

import java.util.HashSet;
import java.util.Set;

/**
 * The work that uses one generator's native memory right now. Closing refuses new work, cancels
 * what runs and waits for it, so that memory can be freed afterwards.
 */
final class ActiveRuns implements AutoCloseable {
  private final Set<RunControl> active = new HashSet<>();
  private final String closedMessage;
  private boolean closed;

  /**
   * @param closedMessage sentence for whoever comes too late
   */
  ActiveRuns(String closedMessage) {
    this.closedMessage = closedMessage;
  }

  /**
   * Begins a piece of work; its end must be told by {@link #exit}.
   *
   * @throws IllegalStateException after closing
   */
  synchronized void enter(RunControl control) {
    requireOpen();
    active.add(control);
  }

  /** The same for work that gives way quietly; false after closing. */
  synchronized boolean tryEnter(RunControl control) {
    return !closed && active.add(control);
  }

  synchronized void requireOpen() {
    if (closed) {
      throw new IllegalStateException(closedMessage);
    }
  }

  synchronized void exit(RunControl control) {
    active.remove(control);
    notifyAll();
  }

  synchronized int count() {
    return active.size();
  }

  /** Returns when nothing runs any more: at most one graph node later. */
  @Override
  public void close() {
    boolean interrupted = false;
    synchronized (this) {
      closed = true;
      active.forEach(RunControl::cancel);
      while (!active.isEmpty()) {
        try {
          wait();
        } catch (InterruptedException e) {
          // Native memory must not be freed under a run: remember, wait on.
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
