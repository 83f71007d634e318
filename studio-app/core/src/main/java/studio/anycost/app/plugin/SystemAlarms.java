package studio.anycost.app.plugin;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Alarms by the clock of the machine, on one daemon thread. */
final class SystemAlarms implements Alarms {
  private final ScheduledThreadPoolExecutor timer;

  SystemAlarms() {
    timer = new ScheduledThreadPoolExecutor(1, new HostThreads("plugin-alarm"));
    timer.setRemoveOnCancelPolicy(true); // most calls end long before their alarm
    timer.prestartCoreThread();
  }

  @Override
  public Alarm every(Duration period, Runnable action) {
    long nanos = period.toNanos();
    Future<?> repeating = timer.scheduleWithFixedDelay(action, nanos, nanos, TimeUnit.NANOSECONDS);
    return () -> repeating.cancel(false);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
