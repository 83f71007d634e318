package studio.anycost.api.objective;

import java.util.List;
import java.util.Objects;

/**
 * An output of a network whose values are compared, {@code [1, c]} or {@code [1, c, h, w]}: the
 * squared differences, weighted, summed over the channels and averaged over the places.
 *
 * @param output its name in the graph
 * @param normalized whether the channels of every place are divided by their Euclidean length plus
 *     1e-10 first, as LPIPS does it
 * @param weights one for each channel, not negative; a single one is that of every channel
 */
public record FeatureLayer(String output, boolean normalized, List<Float> weights) {
  public FeatureLayer {
    Objects.requireNonNull(output);
    weights = List.copyOf(weights);
    if (weights.isEmpty()) {
      throw new IllegalArgumentException("The layer '" + output + "' needs a weight.");
    }
    for (float weight : weights) {
      if (!(weight >= 0) || Float.isInfinite(weight)) {
        throw new IllegalArgumentException(
            "A weight of the layer '" + output + "' is " + weight + ", which is no weight.");
      }
    }
  }

  /** With one weight for all channels. */
  public static FeatureLayer of(String output, boolean normalized, float weight) {
    return new FeatureLayer(output, normalized, List.of(weight));
  }
}
