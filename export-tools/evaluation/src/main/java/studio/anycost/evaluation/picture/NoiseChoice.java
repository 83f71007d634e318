package studio.anycost.evaluation.picture;

import studio.anycost.api.model.Noise;

/** The noise of the pictures that are measured. */
public enum NoiseChoice {
  /** What the studio draws with. */
  FIXED,
  /** Drawn anew for every few pictures, as the published code does it. */
  RANDOM,
  NONE;

  /**
   * The noise of a chunk of pictures.
   *
   * @param seed of the first picture of the chunk
   */
  public Noise of(long seed) {
    return switch (this) {
      case FIXED -> Noise.FIXED;
      case RANDOM -> Noise.seeded(seed);
      case NONE -> Noise.NONE;
    };
  }
}
