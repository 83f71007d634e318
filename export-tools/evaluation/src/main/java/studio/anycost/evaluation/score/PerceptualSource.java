package studio.anycost.evaluation.score;

import java.io.IOException;
import java.io.Serializable;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.objective.FeatureNetwork;

/** Where a perceptual network comes from, wherever it is to run. */
@FunctionalInterface
public interface PerceptualSource extends Serializable {
  /**
   * Opens it.
   *
   * @throws IOException with a sentence if it is no network that the studio runs
   */
  FeatureNetwork open(Networks networks) throws IOException;
}
