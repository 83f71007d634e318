package studio.anycost.models.latent;

/**
 * Normal numbers as {@code numpy.random.RandomState(seed).randn} draws them, so that the faces of
 * published lists of seeds come back. NumPy has frozen that stream of numbers.
 *
 * <p>In order:
 *
 * <ol>
 *   <li>32-bit words from MT19937 (Matsumoto, Nishimura 1998), its state filled from the seed by
 *       their {@code init_genrand}.
 *   <li>Uniforms with 53 bits of two words: {@code ((first >>> 5) * 2^26 + (second >>> 6)) *
 *       2^-53}.
 *   <li>Marsaglia's polar method: points {@code (u, v)} of the square from -1 to 1 until one lies
 *       in the unit circle, {@code f = sqrt(-2 ln(r2) / r2)}, the values {@code f v} and then
 *       {@code f u} in double precision, rounded to float at the very end.
 * </ol>
 *
 * <p>NumPy takes the logarithm of the C library and this the one of {@link StrictMath}: they differ
 * in the last bit of a double at most, which the rounding to float hides but for one number in
 * hundreds of millions.
 */
public final class NumpyNormal {
  /** The largest seed that RandomState takes; the smallest is 0. */
  public static final long LARGEST_SEED = 0xffffffffL;

  private static final int SIZE = 624;
  private static final int SHIFT = 397;
  private static final int TWIST = 0x9908b0df;
  private static final int UPPER = 0x80000000;
  private static final int LOWER = 0x7fffffff;
  private static final double UNIT = 0x1.0p-53;
  private static final double HIGH_PART = 0x1.0p26;

  private final int[] state = new int[SIZE];
  private int next = SIZE;

  private NumpyNormal(long seed) {
    int word = (int) seed;
    for (int i = 0; i < SIZE; i++) {
      state[i] = word;
      word = 1_812_433_253 * (word ^ (word >>> 30)) + i + 1;
    }
  }

  /**
   * The input latent of a seed: {@code RandomState(seed).randn(1, dimension)} as float32.
   *
   * @param seed 0 to {@link #LARGEST_SEED}
   * @param dimension number of values, at least 1
   */
  public static float[] z(long seed, int dimension) {
    if (seed < 0 || seed > LARGEST_SEED) {
      throw new IllegalArgumentException(
          "NumPy takes seeds from 0 to " + LARGEST_SEED + ", not " + seed + ".");
    }
    if (dimension < 1) {
      throw new IllegalArgumentException(
          "At least one value must be drawn, not " + dimension + ".");
    }
    return new NumpyNormal(seed).fill(dimension);
  }

  private float[] fill(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i += 2) {
      double u;
      double v;
      double square;
      do {
        u = 2.0 * uniform() - 1.0;
        v = 2.0 * uniform() - 1.0;
        square = u * u + v * v;
      } while (square >= 1.0 || square == 0.0);
      double factor = Math.sqrt(-2.0 * StrictMath.log(square) / square);
      values[i] = (float) (factor * v);
      if (i + 1 < count) {
        values[i + 1] = (float) (factor * u);
      }
    }
    return values;
  }

  private double uniform() {
    int high = word() >>> 5;
    int low = word() >>> 6;
    return (high * HIGH_PART + low) * UNIT;
  }

  private int word() {
    if (next == SIZE) {
      twist();
      next = 0;
    }
    int word = state[next++];
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return word ^ (word >>> 18);
  }

  private void twist() {
    for (int i = 0; i < SIZE; i++) {
      int mixed = (state[i] & UPPER) | (state[(i + 1) % SIZE] & LOWER);
      state[i] = state[(i + SHIFT) % SIZE] ^ (mixed >>> 1) ^ ((mixed & 1) == 0 ? 0 : TWIST);
    }
  }
}
