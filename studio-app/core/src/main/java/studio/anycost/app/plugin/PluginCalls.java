package studio.anycost.app.plugin;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Runs short pieces of plugin code on daemon threads and waits for them for a bounded time.
 *
 * <p>Java cannot stop a thread that does not want to: a plugin that hangs is interrupted once and
 * left behind on its daemon thread, which does not keep the process alive.
 */
final class PluginCalls implements AutoCloseable {
  private final Duration limit;
  private final ExecutorService threads;

  /**
   * @param limit how long one call may take
   */
  PluginCalls(Duration limit) {
    this.limit = limit;
    AtomicInteger count = new AtomicInteger();
    this.threads =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "plugin-call-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Runs plugin code and waits for it.
   *
   * @param loader context class loader for the work
   * @param excused whether the work waits for the studio right now, so that its time does not count
   * @return what the work returned, null included
   * @throws Throwable what the work threw; a {@link TimeoutException} if it took too long
   */
  <T> T run(ClassLoader loader, Callable<T> work, BooleanSupplier excused) throws Throwable {
    Future<T> future = threads.submit(() -> within(loader, work));
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true; // the caller learns of it afterwards; the plugin must not suffer
        } catch (ExecutionException e) {
          throw e.getCause();
        } catch (TimeoutException e) {
          if (!excused.getAsBoolean()) {
            future.cancel(true);
            throw new TimeoutException("it did not answer within " + limit.toMillis() + " ms");
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static <T> T within(ClassLoader loader, Callable<T> work) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return work.call();
    } finally {
      thread.setContextClassLoader(before); // or the idle thread would keep the plugin loaded
    }
  }

  /** Lets idle threads end; work under way is not waited for. */
  @Override
  public void close() {
    threads.shutdown();
  }
}
