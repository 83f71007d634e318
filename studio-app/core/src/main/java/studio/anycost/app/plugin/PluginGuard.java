package studio.anycost.app.plugin;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import studio.anycost.api.task.CancellationToken;

/**
 * Stands between the studio and one started plugin. The first thing that goes wrong inside the
 * plugin is reported and switches the plugin off; from then on nothing of it is called.
 *
 * <p>Safe to use from any thread. A guard whose plugin was switched off stays switched off;
 * starting the plugin again makes a new one.
 */
public final class PluginGuard {
  /** Hears of the one failure of a guard. Called on the thread that ran the plugin. */
  @FunctionalInterface
  interface FailureListener {
    /**
     * @param problem one sentence that names the plugin and the cause
     */
    void failed(PluginGuard guard, String problem, Throwable cause);
  }

  private final PluginManifest manifest;
  private final ClassLoader loader;
  private final PluginCalls calls;
  private final FailureListener listener;
  private final AtomicBoolean active = new AtomicBoolean(true);

  PluginGuard(
      PluginManifest manifest, ClassLoader loader, PluginCalls calls, FailureListener listener) {
    this.manifest = manifest;
    this.loader = loader;
    this.calls = calls;
    this.listener = listener;
  }

  /** Id of the guarded plugin. */
  public String pluginId() {
    return manifest.id();
  }

  /** Whether the plugin may still be called. */
  public boolean isActive() {
    return active.get();
  }

  /**
   * Runs code of the plugin on this thread, without a time limit: for panels, whose code belongs on
   * the JavaFX application thread.
   *
   * @param doing what is done, to complete "failed while ..."
   * @return empty if the plugin is switched off, failed or returned null
   */
  public <T> Optional<T> call(String doing, Supplier<T> work) {
    if (!isActive()) {
      return Optional.empty();
    }
    try {
      return Optional.of(required(work.get()));
    } catch (Throwable failure) { // a plugin may throw anything; none of it may leave
      fail(doing, failure);
      return Optional.empty();
    }
  }

  /**
   * Runs quick code of the plugin on another thread and waits for a bounded time.
   *
   * @param host follows the services that the code was given
   * @return empty if the plugin is switched off, failed or returned null
   */
  <T> Optional<T> quick(String doing, HostTrace host, Callable<T> work) {
    if (!isActive()) {
      return Optional.empty();
    }
    try {
      return Optional.of(required(calls.run(loader, work, host::isBusy)));
    } catch (Throwable failure) {
      host.rethrowOwn(failure);
      fail(doing, failure);
      return Optional.empty();
    }
  }

  /**
   * Runs long work of the plugin on this thread.
   *
   * @throws IOException the plugin's own, or one that says that the plugin is off
   * @throws CancellationException if the work was cancelled
   */
  <T> T lengthy(String doing, HostTrace host, CancellationToken cancellation, Callable<T> work)
      throws IOException {
    if (!isActive()) {
      throw new IOException(manifest.title() + " is switched off.");
    }
    try {
      return required(work.call());
    } catch (IOException e) {
      throw e; // the agreed way to say that it cannot be done
    } catch (Throwable failure) {
      if (failure instanceof CancellationException cancelled && cancellation.isCancelled()) {
        throw cancelled;
      }
      host.rethrowOwn(failure);
      fail(doing, failure);
      throw new IOException(sentence(doing, failure), failure);
    }
  }

  /** Switches the plugin off without blaming it. */
  void retire() {
    active.set(false);
  }

  private void fail(String doing, Throwable failure) {
    // Later failures, and those of a plugin that is being stopped, are no news.
    if (active.compareAndSet(true, false)) {
      listener.failed(this, sentence(doing, failure), failure);
    }
  }

  private String sentence(String doing, Throwable failure) {
    return manifest.title()
        + " failed while "
        + doing
        + " and was switched off: "
        + Failures.describe(failure)
        + ".";
  }

  private static <T> T required(T result) throws PluginException {
    if (result == null) {
      throw new PluginException("it returned nothing");
    }
    return result;
  }
}
