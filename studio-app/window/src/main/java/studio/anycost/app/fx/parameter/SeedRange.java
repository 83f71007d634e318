package studio.anycost.app.fx.parameter;

import studio.anycost.api.parameter.SeedParameter;
import studio.anycost.app.fx.words.Texts;

/**
 * What a seed may be, for whoever typed something else.
 *
 * @param from the lowest
 * @param to the highest
 */
public record SeedRange(long from, long to) {
  /** Of faces that the studio draws: whatever fits into the generator of random numbers. */
  public static final SeedRange OF_FACES = new SeedRange(Long.MIN_VALUE, Long.MAX_VALUE);

  /** Of the wall of faces and of plugins, whose seeds are counted on. */
  public static final SeedRange FROM_ZERO = new SeedRange(0, SeedParameter.LARGEST);

  /** Without a full stop, for more to be told behind it. */
  public String sentence() {
    // As texts: a seed is typed without marks between thousands.
    return Texts.of("parameter.seedRange.aSeedIsA", String.valueOf(from), String.valueOf(to));
  }

  /** The whole sentence where the seed of before stays. */
  public String kept(String shown) {
    return Texts.of("parameter.seedRange.isKept", sentence(), shown);
  }
}
