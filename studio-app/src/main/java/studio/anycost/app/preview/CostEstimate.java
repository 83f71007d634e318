package studio.anycost.app.preview;

import studio.anycost.api.model.SubGenerator;

/** Predicts how long a render takes on this machine; gets better with every render. */
@FunctionalInterface
public interface CostEstimate {
  /** Milliseconds of a render of which nothing can be reused, above 0. */
  double milliseconds(SubGenerator subGenerator);
}
