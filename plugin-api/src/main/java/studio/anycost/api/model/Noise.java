package studio.anycost.api.model;

/** Where the per-layer noise of a render comes from. */
public sealed interface Noise {
  /** The maps that the checkpoint brought along. */
  Noise FIXED = new Fixed();

  /** No noise at all. */
  Noise NONE = new None();

  /** Normal noise drawn from a documented generator: the same seed gives the same maps. */
  static Noise seeded(long seed) {
    return new Seeded(seed);
  }

  /** See {@link #FIXED}. */
  record Fixed() implements Noise {}

  /** See {@link #NONE}. */
  record None() implements Noise {}

  /** See {@link #seeded}. */
  record Seeded(long seed) implements Noise {}
}
