package studio.anycost.app.preview;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread, and its clock. */
interface Worker extends AutoCloseable {
  /** Runs an action after those before it; ignored once closed. */
  void execute(Runnable action);

  /** Runs an action later; ignored once closed. */
  void executeAfter(Duration delay, Runnable action);

  /** Monotonic time in nanoseconds. */
  long nanoTime();

  /** No action starts after this returns. */
  @Override
  void close();

  /** A daemon thread of its own. */
  static Worker thread(String name) {
    return new ThreadWorker(name);
  }

  /** See {@link #thread}. */
  final class ThreadWorker implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadWorker.class);

    private final ScheduledThreadPoolExecutor executor;

    private ThreadWorker(String name) {
      executor =
          new ScheduledThreadPoolExecutor(
              1,
              action -> {
                Thread thread = new Thread(action, name);
                thread.setDaemon(true);
                return thread;
              },
              new ScheduledThreadPoolExecutor.DiscardPolicy());
      executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
      executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void execute(Runnable action) {
      executor.execute(() -> run(action));
    }

    @Override
    public void executeAfter(Duration delay, Runnable action) {
      executor.schedule(() -> run(action), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void run(Runnable action) {
      try {
        action.run();
      } catch (RuntimeException e) {
        // The executor would keep it in a future that nobody reads.
        if (!executor.isShutdown()) {
          LOG.error("A step of the preview failed", e);
        }
      }
    }

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    /** Interrupts nothing: renders have tokens, and a read cut short looks like a damaged model. */
    @Override
    public void close() {
      executor.shutdown();
    }
  }
}
