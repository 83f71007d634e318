package studio.anycost.app.recovery;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Writes what keeps changing: the first change at once, and what follows, the newest of it, as soon
 * as a pause has passed since the last writing began, however many changes come meanwhile. One at a
 * time. A change is therefore being written within the pause, or as soon as the writing that it met
 * has ended if that takes longer.
 *
 * <p>Safe to use from any thread; nobody waits.
 */
public final class SteadyWriter {
  /** Time, and a thread at a time to come. */
  interface Clock {
    /** A time that only goes forth. */
    long nanos();

    /**
     * Runs work on some thread; not before this returns.
     *
     * @param nanos from now, 0 or more
     */
    void after(long nanos, Runnable work);
  }

  private final Clock clock;
  private final long pause;
  private Runnable waiting;
  private boolean busy;
  private long began;

  SteadyWriter(Clock clock, Duration pause) {
    this.clock = clock;
    this.pause = pause.toNanos();
    this.began = clock.nanos() - this.pause;
  }

  /**
   * Writes on the threads of an executor.
   *
   * @param workers where nothing has to wait for long; what they refuse is not written
   * @param pause from the beginning of one writing to that of the next, at least
   */
  public static SteadyWriter on(Executor workers, Duration pause) {
    return new SteadyWriter(
        new Clock() {
          @Override
          public long nanos() {
            return System.nanoTime();
          }

          @Override
          public void after(long nanos, Runnable work) {
            CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, workers).execute(work);
          }
        },
        pause);
  }

  /**
   * Takes a change in the place of one that is not being written yet.
   *
   * @param writing of everything as it is after the change; it tells its failures itself
   */
  public synchronized void write(Runnable writing) {
    waiting = Objects.requireNonNull(writing);
    if (!busy) {
      busy = true;
      clock.after(Math.max(0, began + pause - clock.nanos()), this::writeNewest);
    }
  }

  private void writeNewest() {
    Runnable newest;
    synchronized (this) {
      newest = waiting;
      waiting = null;
      began = clock.nanos();
    }
    try {
      newest.run();
    } finally {
      synchronized (this) {
        if (waiting == null) {
          busy = false;
        } else {
          clock.after(Math.max(0, began + pause - clock.nanos()), this::writeNewest);
        }
      }
    }
  }
}
