package studio.anycost.training.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Lets a run write its last checkpoint when the process is told to end, as by Ctrl+C. */
final class SavingOnExit {
  private static final long SAVING_SECONDS = 60;

  /** The exit code of a program that Ctrl+C ended. */
  private static final int INTERRUPTED = 130;

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

  /**
   * Runs on this thread what has nothing to keep; an exit ends the process at once. Else the
   * runtime would take libtorch apart while a step is in it, which ends in a report of a crash.
   */
  static <T> T nothing(Callable<T> work) throws Exception {
    Thread hook = new Thread(() -> Runtime.getRuntime().halt(INTERRUPTED), "end-at-once");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.call();
    } finally {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }

  private static void stop(AtomicBoolean stopped, CountDownLatch ended) {
    stopped.set(true);
    try {
      if (!ended.await(SAVING_SECONDS, TimeUnit.SECONDS)) {
        // The last checkpoint is what there is. See nothing(...) for why not in the usual way.
        Runtime.getRuntime().halt(INTERRUPTED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
