package studio.anycost.training.run;

import java.nio.file.Path;

/**
 * Supervision: pictures whose latents are known pull the generator towards them, less and less or
 * all the time.
 *
 * @param file the latents
 * @param weight of the distance in the generator's loss at the first step, above 0
 * @param until the step where it has become 0, or {@link #ALWAYS}
 * @param learner who learns them
 */
public record Pairs(Path file, double weight, long until, Learner learner) {
  /** The weight, where none is told. */
  public static final double WEIGHT = 10;

  /** The weight stays what it is. */
  public static final long ALWAYS = 0;

  /** Who learns the pairs. */
  public enum Learner {
    /** The generator with all channels, at the full resolution. */
    FULL,
    /** The one that a step draws, at all the resolutions that the stage judges. */
    DRAWN
  }

  public Pairs {
    if (!(weight > 0) || Double.isInfinite(weight) || until < ALWAYS) {
      throw new IllegalArgumentException(
          "Pairs have a weight above 0 that becomes 0 within some steps, or never, which is 0"
              + " (--pairs-weight, --pairs-until).");
    }
  }

  /** The same with the weight of the first step throughout, as a run before this one has it. */
  Pairs undiminished() {
    return new Pairs(file, weight, ALWAYS, learner);
  }

  /** The weight at a step: a straight line down to 0, or always the same. */
  double weightAt(long step) {
    return until == ALWAYS ? weight : weight * Math.max(0, 1 - (step - 1) / (double) until);
  }
}
