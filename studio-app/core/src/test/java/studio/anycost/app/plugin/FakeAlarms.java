package studio.anycost.app.plugin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Alarms whose clock stands still until a test turns it. */
final class FakeAlarms implements Alarms {
  private final List<Entry> entries = new ArrayList<>();
  private Duration now = Duration.ZERO;

  private final class Entry implements Alarm {
    private final Duration period;
    private final Runnable action;
    private Duration due;

    Entry(Duration period, Runnable action) {
      this.period = period;
      this.action = action;
      this.due = now.plus(period);
    }

    @Override
    public void close() {
      synchronized (FakeAlarms.this) {
        entries.remove(this);
      }
    }
  }

  @Override
  public synchronized Alarm every(Duration period, Runnable action) {
    Entry entry = new Entry(period, action);
    entries.add(entry);
    notifyAll();
    return entry;
  }

  /** Waits until an alarm is set that repeats in this period. */
  synchronized void await(Duration period) throws InterruptedException {
    while (entries.stream().noneMatch(entry -> entry.period.equals(period))) {
      wait();
    }
  }

  /** Turns the clock and runs on this thread what becomes due, in order. */
  void advance(Duration time) {
    Duration end;
    synchronized (this) {
      end = now.plus(time);
    }
    for (Optional<Entry> next = due(end); next.isPresent(); next = due(end)) {
      next.get().action.run();
    }
    synchronized (this) {
      now = end;
    }
  }

  private synchronized Optional<Entry> due(Duration end) {
    Optional<Entry> next =
        entries.stream()
            .filter(entry -> entry.due.compareTo(end) <= 0)
            .min(Comparator.comparing(entry -> entry.due));
    next.ifPresent(
        entry -> {
          now = entry.due;
          entry.due = now.plus(entry.period);
        });
    return next;
  }

  @Override
  public synchronized void close() {
    entries.clear();
  }
}
