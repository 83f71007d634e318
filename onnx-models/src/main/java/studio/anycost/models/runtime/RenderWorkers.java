package studio.anycost.models.runtime;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.compute.Priority;

/**
 * The runtime's threads: one renders interactive requests, one background requests, one for each
 * core the many small renders of one caller, and one delivers what is finished, so that a slow
 * listener does not keep the next render waiting. Threads start with their first work.
 */
final class RenderWorkers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RenderWorkers.class);

  private final Lane interactive = new Lane("anycost-interactive", 1);
  private final Lane background = new Lane("anycost-background", 1);
  private final Lane sideBySide;
  private final Lane delivery = new Lane("anycost-delivery", 1);

  /**
   * @param cores threads that render side by side
   */
  RenderWorkers(int cores) {
    sideBySide = new Lane("anycost-side-by-side", cores);
  }

  /**
   * Adds work to a lane; it runs after what is there.
   *
   * @throws IllegalStateException after closing
   */
  void enqueue(Priority priority, Runnable work) {
    add(lane(priority), work);
  }

  /** Takes work out that has not started. */
  void remove(Priority priority, Runnable work) {
    lane(priority).threads.remove(work);
  }

  /**
   * Adds work that runs beside other work of its kind.
   *
   * @throws IllegalStateException after closing
   */
  void enqueueSideBySide(Runnable work) {
    add(sideBySide, work);
  }

  /** Hands a finished future to the delivery thread; after closing, runs at once. */
  void deliver(Runnable completion) {
    try {
      delivery.threads.execute(completion);
    } catch (RejectedExecutionException e) {
      completion.run();
    }
  }

  private static void add(Lane lane, Runnable work) {
    try {
      lane.threads.execute(work);
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("The session manager is closed.", e);
    }
  }

  private Lane lane(Priority priority) {
    return priority == Priority.INTERACTIVE ? interactive : background;
  }

  /** Ends the threads when they have done what they have; a thread of its own is not waited for. */
  @Override
  public void close() {
    interactive.close();
    background.close();
    sideBySide.close();
    // Last: the render threads still deliver.
    delivery.close();
  }

  /** Threads, and what they have to do. */
  private static final class Lane implements ThreadFactory {
    private final String name;
    private final AtomicInteger started = new AtomicInteger();
    private final ThreadPoolExecutor threads;

    Lane(String name, int count) {
      this.name = name;
      this.threads =
          new ThreadPoolExecutor(
              count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this);
    }

    @Override
    public Thread newThread(Runnable work) {
      Thread thread = new LaneThread(this, work, name + "-" + started.incrementAndGet());
      thread.setDaemon(true);
      thread.setUncaughtExceptionHandler(
          (failed, problem) -> LOG.error("A listener of the runtime failed.", problem));
      return thread;
    }

    void close() {
      threads.shutdown();
      if (Thread.currentThread() instanceof LaneThread own && own.lane == this) {
        return;
      }
      boolean interrupted = false;
      while (!threads.isTerminated()) {
        try {
          threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static final class LaneThread extends Thread {
    private final Lane lane;

    LaneThread(Lane lane, Runnable work, String name) {
      super(work, name);
      this.lane = lane;
    }
  }
}
