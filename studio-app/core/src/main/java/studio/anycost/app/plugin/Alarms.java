package studio.anycost.app.plugin;

import java.time.Duration;

/** The clock that plugins are watched by; tests put one in its place that they turn themselves. */
interface Alarms extends AutoCloseable {
  /** Something that repeats until it is closed. */
  interface Alarm extends AutoCloseable {
    /** Once more at most: it may be under way. */
    @Override
    void close();
  }

  /**
   * Runs an action again and again, for the first time after one period, on a thread of its own.
   *
   * @param action quick; calls no plugin and does not throw
   */
  Alarm every(Duration period, Runnable action);

  /** Ends all of them. */
  @Override
  void close();
}
