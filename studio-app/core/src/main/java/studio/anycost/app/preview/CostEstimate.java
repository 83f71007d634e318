package studio.anycost.app.preview;

import studio.anycost.api.model.SubGenerator;

/** Predicts how long a render takes on this machine; gets better with every render. */
@FunctionalInterface
public interface CostEstimate {
  /** Milliseconds of a render of which nothing can be reused, above 0. */
  double milliseconds(SubGenerator subGenerator);

  /**
   * Milliseconds of a render that goes on where the one before does not differ.
   *
   * @param reusedStages how many of its first stages need not be computed; an estimate that knows
   *     nothing of stages takes none off
   */
  default double milliseconds(SubGenerator subGenerator, int reusedStages) {
    return milliseconds(subGenerator);
  }

  /** The same, but a time that is exceeded about once in four renders instead of once in two. */
  default double cautious(SubGenerator subGenerator, int reusedStages) {
    return milliseconds(subGenerator, reusedStages);
  }
}
