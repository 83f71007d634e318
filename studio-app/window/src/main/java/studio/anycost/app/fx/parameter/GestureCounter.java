package studio.anycost.app.fx.parameter;

import java.util.concurrent.atomic.AtomicLong;

/** Hands out ids of gestures. */
public final class GestureCounter {
  private static final AtomicLong NEXT = new AtomicLong();

  private GestureCounter() {}

  /** An id that was not given out before. */
  public static long next() {
    return NEXT.incrementAndGet();
  }

  /** A change that is over as soon as it happens: a choice, a typed value. */
  public static Gesture single() {
    return new Gesture(next(), false);
  }
}
