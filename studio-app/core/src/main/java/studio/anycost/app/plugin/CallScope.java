package studio.anycost.app.plugin;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import studio.anycost.api.extension.Services;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.CancellationToken.Registration;

/**
 * One call of a plugin as the studio sees it: the services that it was lent, whether it waits for
 * them now, what they threw, and that it is over. With it a plugin is not blamed when, for
 * instance, the bundle was closed under its feet, and whatever of it outlives the call, such as a
 * forgotten thread, gets no further work out of the studio. Safe to use from any thread.
 *
 * <p>Two tokens keep the plugin's code apart from the studio's: services go by the one of the
 * studio, and the plugin's actions hang on one of their own, so that none of them can hold up or
 * hide the end of a render.
 */
final class CallScope {
  private static final int MAX_CAUSES = 50; // a chain of causes may be a ring

  private final AtomicInteger running = new AtomicInteger();
  private final AtomicLong signs = new AtomicLong();
  private final CancellationSource studio = new CancellationSource();
  private final CancellationSource plugins = new CancellationSource();
  private final CancellationToken lent = new LentToken();
  private volatile Services services;
  private volatile Throwable thrown;

  /** A call that is lent nothing. */
  CallScope() {}

  CallScope(Services services) {
    this.services = Objects.requireNonNull(services);
  }

  /** What a service does for the plugin. */
  interface Service<T> {
    /**
     * @param token cancelled when the plugin asks for it, or the call is cancelled or let go
     */
    T serve(Services services, CancellationToken token) throws IOException;
  }

  /** The token that the plugin gets. */
  CancellationToken token() {
    return lent;
  }

  /**
   * Cancels the call: ends what services do for it now and keeps them from doing more. Runs no code
   * of the plugin.
   */
  void cancel() {
    studio.cancel();
  }

  /** Runs an action of the studio when the call is cancelled. */
  Registration onCancel(Runnable action) {
    return studio.token().onCancel(action);
  }

  /** Runs what the plugin registered; for a thread of the plugin. */
  void runActions() {
    plugins.cancel();
  }

  /** The call is over: nothing of the plugin reaches the services any more. */
  void end() {
    services = null;
    studio.cancel();
  }

  /** Calls a service for the plugin, on the plugin's thread. */
  <T> T serve(CancellationToken given, Service<T> service) throws IOException {
    Objects.requireNonNull(given, "a cancellation token is missing");
    if (given == lent || given == CancellationToken.NONE) {
      return served(studio.token(), service);
    }
    CancellationSource either = new CancellationSource();
    Registration ofPlugin = given.onCancel(either::cancel);
    Registration ofCall = studio.token().onCancel(either::cancel);
    try {
      return served(either.token(), service);
    } finally {
      ofCall.close();
      ofPlugin.close();
    }
  }

  /** Calls a service that takes no token and declares no failure. */
  <T> T serveQuick(Service<T> service) {
    try {
      return served(studio.token(), service);
    } catch (IOException e) {
      throw new IllegalStateException("A service failed in a way that it does not declare.", e);
    }
  }

  private <T> T served(CancellationToken token, Service<T> service) throws IOException {
    Services present = services;
    if (present == null) {
      throw new IllegalStateException("The call that this service was lent to is over.");
    }
    studio.token().throwIfCancelled();
    enter();
    try {
      return service.serve(present, token);
    } catch (IOException | RuntimeException | Error e) {
      threw(e);
      throw e;
    } finally {
      exit();
    }
  }

  /** The plugin waits for a service from now on. */
  private void enter() {
    running.incrementAndGet();
  }

  private void exit() {
    running.decrementAndGet();
    alive();
  }

  /**
   * Runs code of the plugin that a service calls back: neither its time nor its failure is the
   * service's.
   */
  void outside(Runnable ofPlugin) {
    exit();
    try {
      ofPlugin.run();
    } finally {
      enter();
    }
  }

  /** The plugin has done something that can be seen from outside. */
  void alive() {
    signs.incrementAndGet();
  }

  /** Grows with every sign of life. */
  long signsOfLife() {
    return signs.get();
  }

  /** Whether a call into a service is under way. */
  boolean isBusy() {
    return running.get() > 0;
  }

  /**
   * Notes what a service threw. An {@link IllegalArgumentException} is not noted: it says that the
   * plugin asked for what does not fit.
   */
  private void threw(Throwable failure) {
    if (!(failure instanceof IllegalArgumentException)) {
      thrown = failure;
    }
  }

  /** Whether what came out of a plugin comes from a service, directly or as a cause. */
  boolean isOwn(Throwable failure) {
    Throwable own = thrown;
    Throwable cause = failure;
    for (int depth = 0; own != null && cause != null && depth < MAX_CAUSES; depth++) {
      if (cause == own) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** Throws on what came out of a plugin, if it is unchecked and comes from a service. */
  void rethrowOwn(Throwable failure) {
    if (isOwn(failure) && failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (isOwn(failure) && failure instanceof Error error) {
      throw error;
    }
  }

  private final class LentToken implements CancellationToken {
    @Override
    public boolean isCancelled() {
      return studio.isCancelled();
    }

    @Override
    public Registration onCancel(Runnable action) {
      return plugins.token().onCancel(action);
    }

    @Override
    public void throwIfCancelled() {
      if (isCancelled()) {
        throw new CancellationException("The work was cancelled.");
      }
    }
  }
}
