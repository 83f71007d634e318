package studio.anycost.training.cli;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Lets a run write its last checkpoint when the process is told to end, as by Ctrl+C. */
final class SavingOnExit {
  private static final long SAVING_SECONDS = 60;

  private SavingOnExit() {}

  /** What runs, and asks whether it shall end. */
  @FunctionalInterface
  interface Run {
    long until(BooleanSupplier stopped) throws IOException;
  }

  /** Runs on this thread; an exit waits until it is done, for a minute at most. */
  static long run(Run run) throws IOException {
    AtomicBoolean stopped = new AtomicBoolean();
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = new Thread(() -> stop(stopped, ended), "save-on-exit");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return run.until(stopped::get);
    } finally {
      ended.countDown();
      if (!stopped.get()) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    }
  }

  private static void stop(AtomicBoolean stopped, CountDownLatch ended) {
    stopped.set(true);
    try {
      ended.await(SAVING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
