package studio.anycost.app.preview;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.image.ScreenPicture;

/**
 * Carries frames to the listeners' executor. A frame that is not fetched before the next one comes
 * is replaced by it: a busy user interface gets the newest picture and no queue of old ones.
 */
final class FrameOutlet {
  private record Pending(PreviewFrame frame, boolean moving, long inputNanos) {}

  private final List<PreviewListener> listeners = new CopyOnWriteArrayList<>();
  private final Executor executor;
  private final LongSupplier nanoTime;
  private final Latencies latencies = new Latencies();
  private final AtomicReference<Pending> pending = new AtomicReference<>();
  private final AtomicReference<Optional<ScreenPicture>> pendingBefore = new AtomicReference<>();
  private final AtomicLong delivered = new AtomicLong();
  private volatile boolean closed;

  FrameOutlet(Executor executor, LongSupplier nanoTime) {
    this.executor = executor;
    this.nanoTime = nanoTime;
  }

  void addListener(PreviewListener listener) {
    listeners.add(listener);
  }

  void removeListener(PreviewListener listener) {
    listeners.remove(listener);
  }

  void frame(PreviewFrame frame, boolean moving, long inputNanos) {
    if (pending.getAndSet(new Pending(frame, moving, inputNanos)) == null) {
      executor.execute(this::deliver);
    }
  }

  private void deliver() {
    Pending next = pending.getAndSet(null);
    if (next == null || closed) {
      return;
    }
    listeners.forEach(listener -> listener.frame(next.frame()));
    delivered.incrementAndGet();
    if (next.moving()) {
      latencies.add((nanoTime.getAsLong() - next.inputNanos()) / 1e6);
    }
  }

  /** The unedited face, or none; newer ones replace those that were not fetched, too. */
  void before(Optional<ScreenPicture> picture) {
    if (pendingBefore.getAndSet(picture) == null) {
      executor.execute(this::deliverBefore);
    }
  }

  private void deliverBefore() {
    Optional<ScreenPicture> next = pendingBefore.getAndSet(null);
    if (next != null && !closed) {
      listeners.forEach(listener -> listener.before(next));
    }
  }

  void running(Optional<SubGenerator> subGenerator) {
    tell(listener -> listener.running(subGenerator));
  }

  void failed(String sentence) {
    tell(listener -> listener.failed(sentence));
  }

  private void tell(Consumer<PreviewListener> message) {
    executor.execute(
        () -> {
          if (!closed) {
            listeners.forEach(message);
          }
        });
  }

  long delivered() {
    return delivered.get();
  }

  Latencies latencies() {
    return latencies;
  }

  void close() {
    closed = true;
  }
}
