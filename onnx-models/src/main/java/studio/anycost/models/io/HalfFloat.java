package studio.anycost.models.io;

/** Conversion to IEEE 754 binary16, which Java 17 does not have. */
public final class HalfFloat {
  private static final float LARGEST = 65504f;

  private HalfFloat() {}

  /** Rounds to nearest, ties to even; what is too large becomes the largest finite value. */
  public static short of(float value) {
    float limited = Math.max(-LARGEST, Math.min(LARGEST, value));
    int bits = Float.floatToIntBits(limited);
    int sign = bits >>> 16 & 0x8000;
    int magnitude = bits & 0x7fffffff;
    if (magnitude < 0x38800000) { // below 2^-14: subnormal, in units of 2^-24
      return (short) (sign | (int) Math.rint(Math.abs((double) limited) * (1 << 24)));
    }
    int rounded = magnitude + 0xfff + (magnitude >>> 13 & 1);
    return (short) (sign | rounded - 0x38000000 >>> 13);
  }

  /** The exact value of binary16 bits. */
  public static float toFloat(short bits) {
    int exponent = bits >>> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    float magnitude =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24f;
          case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Float.intBitsToFloat(exponent + 112 << 23 | fraction << 13);
        };
    return bits < 0 ? -magnitude : magnitude;
  }
}
