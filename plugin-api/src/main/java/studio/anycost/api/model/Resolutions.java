package studio.anycost.api.model;

import java.util.ArrayList;
import java.util.List;

/** Arithmetic of the powers of two that generators render at. */
public final class Resolutions {
  /** The resolution of the constant input. */
  public static final int LOWEST = 4;

  private Resolutions() {}

  /**
   * Base-2 logarithm.
   *
   * @throws IllegalArgumentException if {@code resolution} is not a power of two of at least 4
   */
  public static int log2(int resolution) {
    if (resolution < LOWEST || Integer.bitCount(resolution) != 1) {
      throw new IllegalArgumentException(
          "A resolution is a power of two of at least " + LOWEST + ", not " + resolution + ".");
    }
    return Integer.numberOfTrailingZeros(resolution);
  }

  /** 4, 8, ... up to and with {@code highest}. */
  public static List<Integer> upTo(int highest) {
    int last = log2(highest);
    List<Integer> result = new ArrayList<>();
    for (int exponent = log2(LOWEST); exponent <= last; exponent++) {
      result.add(1 << exponent);
    }
    return List.copyOf(result);
  }
}
