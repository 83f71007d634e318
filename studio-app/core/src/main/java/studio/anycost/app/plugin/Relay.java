package studio.anycost.app.plugin;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes values as fast as they come and passes on the newest when told: a plugin may report a
 * million times a second. Safe to use from any thread.
 *
 * @param <T> not null
 */
final class Relay<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  private final Consumer<T> target;
  private final Object delivery = new Object();
  private final AtomicReference<T> newest = new AtomicReference<>();
  private volatile boolean closed;

  Relay(Consumer<T> target) {
    this.target = target;
  }

  void offer(T value) {
    if (!closed) {
      newest.set(value);
    }
  }

  /** Passes on the newest value, unless it was passed on before. */
  void flush() {
    synchronized (delivery) { // or an older value could overtake a newer one
      T due = newest.getAndSet(null);
      if (due == null || closed) {
        return;
      }
      try {
        target.accept(due);
      } catch (RuntimeException e) {
        LOG.error("What a plugin reported could not be shown.", e);
      }
    }
  }

  /** Passes on the newest value, and nothing more from then on. */
  void close() {
    flush();
    closed = true;
  }
}
