package studio.anycost.app.plugin;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import studio.anycost.app.plugin.Alarms.Alarm;
import studio.anycost.app.words.Texts;

/** Runs plugin code on daemon threads: quick pieces for a bounded time, long ones until told. */
final class PluginCalls implements AutoCloseable {
  /** How long one call may take that is meant to be quick. */
  static final Duration LIMIT = Duration.ofSeconds(10);

  private final Alarms alarms;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(new HostThreads("plugin-call"));

  /**
   * @param alarms closed with this
   */
  PluginCalls(Alarms alarms) {
    this.alarms = alarms;
  }

  /**
   * Runs quick plugin code and waits for it.
   *
   * @param loader context class loader for the work
   * @param excused whether the work waits for the studio right now, so that its time does not count
   * @return what the work returned, null included
   * @throws Throwable what the work threw; a {@link TimeoutException} if it took too long
   */
  <T> T run(ClassLoader loader, Callable<T> work, BooleanSupplier excused) throws Throwable {
    PluginRun<T> run = new PluginRun<>();
    Alarm limit = limit(run, excused);
    try {
      start(run, loader, work);
      return run.await();
    } finally {
      limit.close();
    }
  }

  /**
   * Runs quick plugin code that nobody waits for.
   *
   * @param failed takes what it threw, a {@link TimeoutException} if it took too long
   */
  void post(ClassLoader loader, Runnable work, Consumer<Throwable> failed) {
    PluginRun<Object> run = new PluginRun<>();
    Alarm limit = limit(run, () -> false);
    run.whenEnded(
        failure -> {
          limit.close();
          if (failure != null) {
            failed.accept(failure);
          }
        });
    try {
      start(run, loader, Executors.callable(work));
    } catch (RejectedExecutionException e) {
      limit.close(); // the host is closed, and nothing of the plugin matters any more
    }
  }

  /**
   * Begins plugin code that somebody watches already.
   *
   * @throws RejectedExecutionException if this is closed
   */
  <T> void start(PluginRun<T> run, ClassLoader loader, Callable<T> work) {
    run.startedAs(
        threads.submit(
            () -> {
              try {
                run.succeed(within(loader, work));
              } catch (Throwable failure) { // a plugin may throw anything
                run.fail(failure);
              }
            }));
  }

  /** See {@link Alarms#every}. */
  Alarm every(Duration period, Runnable action) {
    return alarms.every(period, action);
  }

  private Alarm limit(PluginRun<?> run, BooleanSupplier excused) {
    return alarms.every(
        LIMIT,
        () -> {
          if (!excused.getAsBoolean()) {
            run.letGo(
                new TimeoutException(
                    Texts.of("plugin.pluginCalls.itDidNotAnswer", LIMIT.toSeconds())));
          }
        });
  }

  /** Runs plugin code on this thread under its own context class loader. */
  static <T> T within(ClassLoader loader, Callable<T> work) throws Exception {
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
    alarms.close();
  }
}
