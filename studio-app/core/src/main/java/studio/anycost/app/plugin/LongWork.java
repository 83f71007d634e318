package studio.anycost.app.plugin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Long work of a plugin that somebody waits for, with all that watches it.
 *
 * @param <R> its result
 */
final class LongWork<R> implements AutoCloseable {
  private final PluginRun<R> run;
  private final CallScope scope;
  private final Consumer<LongWork<R>> ended;
  private final Deque<Runnable> closing = new ArrayDeque<>();
  private final AtomicReference<PluginOffException> reason = new AtomicReference<>();

  /**
   * @param ended told when nobody waits any more
   */
  LongWork(PluginRun<R> run, CallScope scope, Consumer<LongWork<R>> ended) {
    this.run = run;
    this.scope = scope;
    this.ended = ended;
  }

  /** Something to do when nobody waits any more; the last one first. */
  void closing(Runnable action) {
    closing.push(action);
  }

  /**
   * See {@link PluginRun#await}.
   *
   * @throws PluginOffException if it was let go; then this counts, however it ended
   */
  R await() throws Throwable {
    try {
      R result = run.await();
      throwIfLetGo();
      return result;
    } catch (Throwable failure) {
      throwIfLetGo();
      throw failure;
    }
  }

  private void throwIfLetGo() throws PluginOffException {
    PluginOffException off = reason.get();
    if (off != null) {
      throw off;
    }
  }

  /** Cancels what is left behind, and lets whoever waits go. */
  void letGo(PluginOffException off) {
    reason.compareAndSet(null, off);
    scope.cancel();
    run.letGo(off);
  }

  /** Ends the watching; from now on nothing of the plugin reaches the task or the services. */
  @Override
  public void close() {
    ended.accept(this);
    closing.forEach(Runnable::run);
    scope.end();
  }
}
