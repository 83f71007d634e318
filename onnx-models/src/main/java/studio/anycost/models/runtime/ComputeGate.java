package studio.anycost.models.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets interactive renders go first: background work runs one stage at a time and starts none while
 * an interactive render is under way.
 *
 * <p>Interactive work never waits here. A background stage that is running when an interactive
 * render begins is finished beside it, because starting it again would cost more than sharing the
 * cores for its rest. Background threads enter in the order in which they came.
 */
final class ComputeGate {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Object> waiting = new ArrayDeque<>();
  private int interactive;
  private boolean background;

  /** Grows whenever an interactive render begins; tells a stage whether it had company. */
  private long arrivals;

  /** Opens for an interactive render, from its first to its last stage. */
  Pass enterInteractive() {
    lock.lock();
    try {
      interactive++;
      arrivals++;
      return new Pass(false);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for the turn of a background stage.
   *
   * @throws java.util.concurrent.CancellationException if the render is cancelled while it waits
   */
  Pass enterBackground(RunControl control) {
    Object ticket = new Object();
    lock.lock();
    try {
      waiting.addLast(ticket);
      try {
        while (interactive > 0 || background || waiting.peekFirst() != ticket) {
          control.throwIfCancelled();
          changed.awaitUninterruptibly();
        }
        control.throwIfCancelled();
        background = true;
        return new Pass(true);
      } finally {
        waiting.remove(ticket);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Background threads that wait. */
  int waitingCount() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Lets waiting threads look at their cancel flags. */
  void wakeWaiting() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Permission to compute, given back by closing. */
  final class Pass implements AutoCloseable {
    private final boolean isBackground;
    private final long arrivalsAtStart = arrivals;
    private boolean open = true;

    private Pass(boolean isBackground) {
      this.isBackground = isBackground;
    }

    /** Whether nothing else computed since the pass was given; other work would blur timings. */
    boolean isAlone() {
      lock.lock();
      try {
        return arrivals == arrivalsAtStart && (isBackground || (!background && interactive == 1));
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (!open) {
          return;
        }
        open = false;
        if (isBackground) {
          background = false;
        } else {
          interactive--;
        }
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
