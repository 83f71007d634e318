package studio.anycost.api.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The widths that a generator was trained with: {@code channels(res, ratio) = min(channelMax,
 * int(16384 / res * ratio * multiplier))}, the ratio applied before the cap (StyleGAN2's config-f:
 * multiplier 2, cap 512).
 *
 * @param resolution the full resolution, a power of two of at least 8
 * @param multiplier channel multiplier, above 0
 * @param channelMax cap on every width, at least 1
 */
public record ChannelTable(int resolution, double multiplier, int channelMax) {
  /** The uniform channel ratios that anycost generators are trained for, ascending. */
  public static final List<Double> RATIOS = List.of(0.25, 0.5, 0.75, 1.0);

  private static final int BASE = 16384;

  public ChannelTable {
    if (Resolutions.log2(resolution) < 3) {
      throw new IllegalArgumentException("A generator renders at least 8 px.");
    }
    if (!(multiplier > 0) || !Double.isFinite(multiplier) || channelMax < 1) {
      throw new IllegalArgumentException(
          "A channel table needs a multiplier and a cap above 0, not "
              + multiplier
              + " and "
              + channelMax
              + ".");
    }
  }

  /** Width of the layers at one resolution for a ratio in (0, 1]; at least 1. */
  public int channels(int resolution, double ratio) {
    if (!(ratio > 0 && ratio <= 1)) {
      throw new IllegalArgumentException(
          "A channel ratio lies above 0 and at most at 1, not at " + ratio + ".");
    }
    Resolutions.log2(resolution);
    return Math.max(
        1, Math.min(channelMax, (int) ((double) BASE / resolution * ratio * multiplier)));
  }

  /** The configuration that uses one ratio throughout, up to a resolution. */
  public ChannelConfiguration uniform(double ratio, int resolution) {
    requireWithin(resolution);
    List<Integer> widths = new ArrayList<>();
    for (int res : Resolutions.upTo(resolution)) {
      widths.add(channels(res, ratio));
      widths.add(channels(res, ratio));
    }
    return new ChannelConfiguration(widths);
  }

  /** The sub-generator that uses one ratio throughout, up to a resolution. */
  public SubGenerator subGenerator(double ratio, int resolution) {
    return new SubGenerator(uniform(ratio, resolution), resolution);
  }

  /** The full generator. */
  public SubGenerator full() {
    return subGenerator(1.0, resolution);
  }

  /** Number of styles of a code: {@code 2 log2(R) - 2}. */
  public int styleCount() {
    return 2 * Resolutions.log2(resolution) - 2;
  }

  /** The four highest resolutions, ascending (fewer for a tiny generator). */
  public List<Integer> highestResolutions() {
    List<Integer> all = Resolutions.upTo(resolution);
    return all.subList(Math.max(1, all.size() - 4), all.size());
  }

  /**
   * Checks that a configuration can be sliced from this generator: long enough for the resolution
   * and every width between 1 and the full one.
   *
   * @throws IllegalArgumentException with a sentence that names the entry
   */
  public void require(SubGenerator candidate) {
    requireWithin(candidate.resolution());
    ChannelConfiguration full = uniform(1.0, candidate.resolution());
    List<Integer> widths = candidate.channels().widths();
    for (int i = 0; i < widths.size(); i++) {
      if (widths.get(i) > full.widths().get(i)) {
        throw new IllegalArgumentException(
            "Entry "
                + i
                + " of the channel configuration asks for "
                + widths.get(i)
                + " channels; the generator has "
                + full.widths().get(i)
                + " there.");
      }
    }
  }

  private void requireWithin(int resolution) {
    if (Resolutions.log2(resolution) < 3 || resolution > this.resolution) {
      throw new IllegalArgumentException(
          "The generator renders 8 to "
              + this.resolution
              + " px in powers of two, not "
              + resolution
              + ".");
    }
  }
}
