package studio.anycost.models.runtime;

import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runtime's threads: one renders interactive requests, one background requests, one delivers
 * what is finished, so that a slow listener does not keep the next render waiting.
 */
final class RenderWorkers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RenderWorkers.class);

  private final Lane interactive = new Lane("anycost-interactive");
  private final Lane background = new Lane("anycost-background");
  private final Lane delivery = new Lane("anycost-delivery");

  /**
   * Adds work to a lane; it runs after what is there.
   *
   * @throws IllegalStateException after closing
   */
  void enqueue(Priority priority, Runnable work) {
    if (!lane(priority).add(work)) {
      throw new IllegalStateException("The session manager is closed.");
    }
  }

  /** Takes work out that has not started. */
  void remove(Priority priority, Runnable work) {
    lane(priority).queue.remove(work);
  }

  /** Hands a finished future to the delivery thread; after closing, runs at once. */
  void deliver(Runnable completion) {
    if (!delivery.add(completion)) {
      completion.run();
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
    // Last: the render threads still deliver.
    delivery.close();
  }

  /** One thread and what it has to do. */
  private static final class Lane {
    private static final Runnable END = () -> {};

    private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private boolean closed;

    Lane(String name) {
      thread = new Thread(this::work, name);
      thread.setDaemon(true);
      thread.start();
    }

    synchronized boolean add(Runnable work) {
      return !closed && queue.add(work);
    }

    private void work() {
      while (true) {
        try {
          Runnable next = queue.take();
          if (next == END) {
            return;
          }
          next.run();
        } catch (InterruptedException e) {
          LOG.debug("An interrupt does not end the runtime's threads; closing does.");
        } catch (RuntimeException | Error e) {
          LOG.error("A listener of the runtime failed.", e);
        }
      }
    }

    void close() {
      synchronized (this) {
        if (closed) {
          return;
        }
        closed = true;
        queue.add(END);
      }
      boolean interrupted = false;
      while (thread != Thread.currentThread() && thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
