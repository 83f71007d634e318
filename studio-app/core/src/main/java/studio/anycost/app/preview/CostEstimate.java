package studio.anycost.app.preview;

import studio.anycost.api.model.SubGenerator;
import studio.anycost.models.latency.Prediction;

/** Predicts how long a render takes on this machine; gets better with every render. */
@FunctionalInterface
public interface CostEstimate {
  /**
   * Milliseconds of a render, above 0.
   *
   * @param reusedStages how many of its first stages need not be computed, because they are as in
   *     the render before
   */
  Prediction predict(SubGenerator subGenerator, int reusedStages);
}
