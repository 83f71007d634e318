package studio.anycost.training.run;

import java.nio.file.Path;

/**
 * Supervised bootstrapping: pictures whose latents are known pull the generator towards them, less
 * and less.
 *
 * @param file the latents
 * @param weight of the distance in the generator's loss at the first step, above 0
 * @param until the step where it has become 0, at least 1
 */
public record Pairs(Path file, double weight, long until) {
  /** The weight, where none is told. */
  public static final double WEIGHT = 10;

  public Pairs {
    if (!(weight > 0) || Double.isInfinite(weight) || until < 1) {
      throw new IllegalArgumentException(
          "Pairs have a weight above 0 that becomes 0 within some steps (--pairs-weight,"
              + " --pairs-until).");
    }
  }

  /** The same with the weight of the first step throughout, as a run before this one has it. */
  Pairs undiminished() {
    return new Pairs(file, weight, Long.MAX_VALUE);
  }

  /** The weight at a step: a straight line down to 0. */
  double weightAt(long step) {
    return weight * Math.max(0, 1 - (step - 1) / (double) until);
  }
}
