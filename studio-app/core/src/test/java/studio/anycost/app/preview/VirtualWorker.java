package studio.anycost.app.preview;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A worker whose thread is the test's and whose clock moves only when the test says so. */
final class VirtualWorker implements Worker {
  private record Entry(long due, long order, Runnable action) {}

  private final PriorityQueue<Entry> queue =
      new PriorityQueue<>(Comparator.comparingLong(Entry::due).thenComparingLong(Entry::order));
  private long now;
  private long order;
  private boolean closed;

  @Override
  public void execute(Runnable action) {
    executeAfter(Duration.ZERO, action);
  }

  @Override
  public void executeAfter(Duration delay, Runnable action) {
    if (!closed) {
      queue.add(new Entry(now + delay.toNanos(), order++, action));
    }
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public void close() {
    closed = true;
    queue.clear();
  }

  /** Lets an action take time: moves the clock without running what becomes due. */
  void pass(double milliseconds) {
    now += (long) (milliseconds * 1e6);
  }

  /** Runs everything that is due now. */
  void settle() {
    advance(Duration.ZERO);
  }

  /** Moves the clock, running what becomes due on the way. */
  void advance(Duration time) {
    long end = now + time.toNanos();
    while (!queue.isEmpty() && queue.peek().due() <= end) {
      Entry next = queue.poll();
      now = Math.max(now, next.due());
      next.action().run();
    }
    now = Math.max(now, end);
  }

  void advanceMillis(double milliseconds) {
    advance(Duration.ofNanos((long) (milliseconds * 1e6)));
  }
}
