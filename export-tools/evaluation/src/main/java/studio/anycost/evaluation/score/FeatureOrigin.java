package studio.anycost.evaluation.score;

import java.io.Serializable;

/**
 * Which features pictures were compared in; goes with every number that was made of them.
 *
 * @param name of the network, for people
 * @param output of the network that was taken
 * @param standIn whether they stand in for those of a general network, because none was named
 */
public record FeatureOrigin(String name, String output, boolean standIn) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What it means that they stand in. */
  public static final String STAND_IN =
      "a stand-in for Inception v3: the numbers compare sub-generators and versions of models that"
          + " share this predictor, and nothing published";
}
