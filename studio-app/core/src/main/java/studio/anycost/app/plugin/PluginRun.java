package studio.anycost.app.plugin;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Plugin code at work on a thread of its own. Whoever waits for it can be let go without it.
 *
 * <p>Java cannot stop a thread that does not want to: one that was let go is interrupted once and
 * left behind on its daemon thread, which does not keep the process alive.
 *
 * @param <T> what it returns
 */
final class PluginRun<T> {
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private volatile Future<?> thread;

  /** Called once. */
  void startedAs(Future<?> future) {
    thread = future;
    if (result.isDone()) {
      future.cancel(true); // let go meanwhile; does nothing if it has ended
    }
  }

  void succeed(T value) {
    result.complete(value);
  }

  void fail(Throwable failure) {
    result.completeExceptionally(failure);
  }

  /** Ends the waiting with a reason, unless the code has ended already. */
  void letGo(Throwable reason) {
    if (result.completeExceptionally(reason)) {
      Future<?> running = thread; // read after the completion, as startedAs looks the other way
      if (running != null) {
        running.cancel(true);
      }
    }
  }

  /** Calls back once, with what the code threw, or with null if it ended well. */
  void whenEnded(Consumer<Throwable> action) {
    result.whenComplete((value, failure) -> action.accept(failure));
  }

  /**
   * Waits, however often this thread is interrupted: it learns of that afterwards, and the plugin
   * does not suffer from it.
   *
   * @throws Throwable what the code threw, or why it was let go
   */
  T await() throws Throwable {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw e.getCause();
        } catch (CancellationException e) {
          // Thrown by the code itself; newer versions of Java wrap it in one of their own.
          throw e.getCause() instanceof CancellationException own ? own : e;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
