package studio.anycost.models.graph;

import java.util.Arrays;

/**
 * Arithmetic on sizes that no claim of a hostile graph overflows: it stops at the largest number.
 */
final class Sizes {
  private Sizes() {}

  static long times(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    boolean fits = high == 0 && low >= 0 || high == -1 && low < 0;
    return fits ? low : (a < 0) == (b < 0) ? Long.MAX_VALUE : Long.MIN_VALUE;
  }

  static long plus(long a, long b) {
    long sum = a + b;
    // Overflown if both have the sign that the sum has not.
    return ((a ^ sum) & (b ^ sum)) < 0 ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }

  static long product(long... factors) {
    return Arrays.stream(factors).reduce(1, Sizes::times);
  }
}
