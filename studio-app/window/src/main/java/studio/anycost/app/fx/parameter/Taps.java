package studio.anycost.app.fx.parameter;

import java.util.function.LongSupplier;

/**
 * Gestures of keys: taps that follow each other at once are one, as a hand means them. Whether
 * something else was done between two is for the history to know.
 */
final class Taps {
  /** A hand that rests longer has finished. */
  private static final long PAUSE_NANOS = 1_000_000_000L;

  private final LongSupplier nanos;
  private long gesture;
  private long ended;

  /**
   * @param nanos a clock that only goes forth
   */
  Taps(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** A key is pressed: the gesture that it belongs to. */
  long pressed() {
    if (gesture == 0 || nanos.getAsLong() - ended > PAUSE_NANOS) {
      gesture = GestureCounter.next();
    }
    return gesture;
  }

  /** The key is up again. */
  void released() {
    ended = nanos.getAsLong();
  }
}
