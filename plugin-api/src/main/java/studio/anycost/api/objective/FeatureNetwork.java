package studio.anycost.api.objective;

import java.util.List;
import java.util.Objects;
import studio.anycost.api.compute.Network;

/**
 * A network in whose outputs pictures are compared. The distance of two pictures is the sum over
 * the layers (Zhang et al., "The Unreasonable Effectiveness of Deep Features as a Perceptual
 * Metric", equation 1, is of this form).
 *
 * @param network of one input, a picture
 * @param input how it wants it
 * @param layers at least one
 */
public record FeatureNetwork(Network network, ImageInput input, List<FeatureLayer> layers) {
  public FeatureNetwork {
    Objects.requireNonNull(network);
    Objects.requireNonNull(input);
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("Pictures are compared in one layer at least.");
    }
  }
}
