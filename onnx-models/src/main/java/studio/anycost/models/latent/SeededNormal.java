package studio.anycost.models.latent;

/**
 * The documented source of normal numbers: the same seed gives the same bits on every platform and
 * in every version, because recipes and file names are made of seeds.
 *
 * <p>In order:
 *
 * <ol>
 *   <li>64-bit words from SplitMix64 (Steele, Lea, Flood 2014): {@code state +=
 *       0x9e3779b97f4a7c15}, then the finaliser of {@link #mix}. The first word already comes from
 *       the advanced state.
 *   <li>Uniforms with 53 bits: {@code (word >>> 11) * 2^-53}, in [0, 1).
 *   <li>Box-Muller on pairs {@code (u, v)}: {@code r = sqrt(-2 ln(1 - u))}, the values {@code r
 *       cos(2 pi v)} and {@code r sin(2 pi v)} in this order, in double precision with {@link
 *       StrictMath}, rounded to float at the very end. An odd last value drops its partner.
 * </ol>
 *
 * <p>{@code z} starts at state {@code seed}; the noise of layer k starts at state {@code mix(seed +
 * (k + 1) * 0xd1b54a32d192ed03)}, so that layers and z do not share numbers.
 */
public final class SeededNormal {
  private static final long GAMMA = 0x9e3779b97f4a7c15L;
  private static final long LAYER_STRIDE = 0xd1b54a32d192ed03L;
  private static final double UNIT = 0x1.0p-53;

  private long state;

  private SeededNormal(long state) {
    this.state = state;
  }

  /**
   * The input latent of a seed.
   *
   * @param dimension number of values, at least 1
   */
  public static float[] z(long seed, int dimension) {
    return new SeededNormal(seed).fill(dimension);
  }

  /**
   * The noise map of one styled convolution.
   *
   * @param layer index of the styled convolution, 0 = first
   * @param count number of values (side times side), row-major
   */
  public static float[] noise(long seed, int layer, int count) {
    if (layer < 0) {
      throw new IllegalArgumentException("A layer's index cannot be " + layer + ".");
    }
    return new SeededNormal(mix(seed + (layer + 1L) * LAYER_STRIDE)).fill(count);
  }

  private float[] fill(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("At least one value must be drawn, not " + count + ".");
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i += 2) {
      // 1 - u lies in (0, 1], so that the logarithm is finite.
      double radius = Math.sqrt(-2.0 * StrictMath.log(1.0 - uniform()));
      double angle = 2.0 * Math.PI * uniform();
      values[i] = (float) (radius * StrictMath.cos(angle));
      if (i + 1 < count) {
        values[i + 1] = (float) (radius * StrictMath.sin(angle));
      }
    }
    return values;
  }

  private double uniform() {
    state += GAMMA;
    return (mix(state) >>> 11) * UNIT;
  }

  private static long mix(long word) {
    long mixed = (word ^ (word >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
