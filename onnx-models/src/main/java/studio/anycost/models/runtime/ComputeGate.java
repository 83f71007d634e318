package studio.anycost.models.runtime;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import studio.anycost.api.compute.Priority;

/**
 * Lets interactive work go first: background work asks before each of its steps, and starts none
 * while interactive work is under way or has just ended. A step is a stage of a render, a run of a
 * network or a part of the building of a session.
 *
 * <p>Interactive work never waits here. A background step that is running when interactive work
 * begins is finished beside it, because starting it again would cost more than sharing the cores
 * for its rest. The pictures of a drag come one after the other with short gaps; the rest after
 * each keeps background work out of the gaps, too.
 *
 * <p>A background step has the background to itself, or takes one core and leaves the others to
 * steps of the same kind. Threads enter in the order in which they came, so that neither kind can
 * keep the other out.
 *
 * <p>Whoever holds a pass must not wait for somebody who still wants one.
 */
final class ComputeGate {
  /** Longer than the gaps between the pictures of a drag. */
  static final Duration REST = Duration.ofMillis(100);

  private final int cores;
  private final long restNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Object> waiting = new ArrayDeque<>();
  private int interactive;

  /** Cores that background steps have. */
  private int taken;

  /** When interactive work last ended, if it ever did. */
  private long endedAt;

  private boolean hasEnded;

  /** Grows with everything that begins; tells a step whether it had company. */
  private long arrivals;

  /**
   * @param cores how many background steps of one core run at a time
   * @param rest how long the background waits after interactive work
   */
  ComputeGate(int cores, Duration rest) {
    this.cores = cores;
    this.restNanos = rest.toNanos();
  }

  /** For work of either priority that keeps every core busy by itself. */
  Turn begin(Priority priority, RunControl control) {
    return priority == Priority.INTERACTIVE ? beginInteractive() : new Background(control, cores);
  }

  /** For interactive work, from its first to its last step. */
  Turn beginInteractive() {
    lock.lock();
    try {
      interactive++;
      arrivals++;
      return new Interactive();
    } finally {
      lock.unlock();
    }
  }

  /** For background work on one core that runs beside others of its kind. */
  Turn beginSideBySide(RunControl control) {
    return new Background(control, 1);
  }

  /** For a millisecond of work: it waits for nobody, and nobody for it. */
  Turn beginLight() {
    return new Light();
  }

  /** How many background steps of one core run at a time. */
  int cores() {
    return cores;
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

  /** Something that is done step by step; closing ends it. For one thread. */
  interface Turn extends AutoCloseable {
    /**
     * Waits until the next step may start; closing the pass ends the step.
     *
     * @throws java.util.concurrent.CancellationException if the work is cancelled while it waits
     */
    Pass step();

    /** What each of its steps keeps busy. */
    default Cores cores() {
      return Cores.ALL;
    }

    /** Does the next step. */
    default <T> T run(Step<T> step) throws IOException {
      Pass pass = step();
      try {
        return step.run();
      } finally {
        pass.close();
      }
    }

    @Override
    void close();
  }

  /** What is done in one step. */
  @FunctionalInterface
  interface Step<T> {
    T run() throws IOException;
  }

  private final class Light implements Turn {
    @Override
    public Pass step() {
      return freePass();
    }

    @Override
    public void close() {
      // Nobody knew of it.
    }
  }

  private final class Interactive implements Turn {
    private boolean open = true;

    @Override
    public Pass step() {
      return freePass();
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (open) {
          open = false;
          interactive--;
          endedAt = System.nanoTime();
          hasEnded = true;
          changed.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private final class Background implements Turn {
    private final RunControl control;
    private final int wanted;

    Background(RunControl control, int wanted) {
      this.control = control;
      this.wanted = wanted;
    }

    @Override
    public Pass step() {
      Object ticket = new Object();
      boolean interrupted = false;
      lock.lock();
      try {
        waiting.addLast(ticket);
        try {
          control.throwIfCancelled();
          while (!mayStart(ticket)) {
            interrupted |= !await();
            control.throwIfCancelled();
          }
          taken += wanted;
          arrivals++;
          return new Pass(wanted);
        } finally {
          waiting.remove(ticket);
          changed.signalAll();
        }
      } finally {
        lock.unlock();
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }

    @Override
    public Cores cores() {
      return wanted == cores ? Cores.ALL : Cores.ONE;
    }

    private boolean mayStart(Object ticket) {
      return interactive == 0
          && taken + wanted <= cores
          && waiting.peekFirst() == ticket
          && restLeft() <= 0;
    }

    @Override
    public void close() {
      // Between its steps it holds nothing.
    }
  }

  private Pass freePass() {
    lock.lock();
    try {
      return new Pass(0);
    } finally {
      lock.unlock();
    }
  }

  // The methods from here on are called with the lock held.

  private long restLeft() {
    return hasEnded ? restNanos - (System.nanoTime() - endedAt) : 0;
  }

  /** Waits for a change or the end of the rest; false if an interrupt came instead. */
  private boolean await() {
    long rest = restLeft();
    if (interactive > 0 || rest <= 0) {
      changed.awaitUninterruptibly();
      return true;
    }
    try {
      changed.awaitNanos(rest);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** Permission for one step, given back by closing. */
  final class Pass implements AutoCloseable {
    /** What it has of the background's cores: 0 for an interactive step. */
    private final int held;

    private final long arrivalsAtStart = arrivals;
    private boolean open = true;

    private Pass(int held) {
      this.held = held;
    }

    /** Whether nothing else computed since the pass was given; other work would blur timings. */
    boolean isAlone() {
      lock.lock();
      try {
        return arrivals == arrivalsAtStart && taken == held && interactive == (held == 0 ? 1 : 0);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (open) {
          open = false;
          taken -= held;
          changed.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
