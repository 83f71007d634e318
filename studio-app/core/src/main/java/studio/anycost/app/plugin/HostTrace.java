package studio.anycost.app.plugin;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the studio's own services did during one call of a plugin: whether the plugin waits for them
 * now, and what they threw. With it a plugin is not blamed when, for instance, the bundle was
 * closed under its feet. Safe to use from any thread.
 */
final class HostTrace {
  private static final int MAX_CAUSES = 50; // a chain of causes may be a ring

  private final AtomicInteger running = new AtomicInteger();
  private volatile Throwable thrown;

  void enter() {
    running.incrementAndGet();
  }

  void exit() {
    running.decrementAndGet();
  }

  /**
   * Notes what a service threw. An {@link IllegalArgumentException} is not noted: it says that the
   * plugin asked for what does not fit.
   */
  void threw(Throwable failure) {
    if (!(failure instanceof IllegalArgumentException)) {
      thrown = failure;
    }
  }

  /** Whether a call into a service is under way. */
  boolean isBusy() {
    return running.get() > 0;
  }

  /**
   * Throws on what came out of a plugin, if it is unchecked and comes from a service, directly or
   * as a cause.
   */
  void rethrowOwn(Throwable failure) {
    Throwable own = thrown;
    Throwable cause = failure;
    for (int depth = 0; own != null && cause != null && depth < MAX_CAUSES; depth++) {
      if (cause == own && failure instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (cause == own && failure instanceof Error error) {
        throw error;
      }
      cause = cause.getCause();
    }
  }
}
