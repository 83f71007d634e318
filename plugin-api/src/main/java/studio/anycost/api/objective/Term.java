package studio.anycost.api.objective;

import java.util.Objects;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;

/** One part of a loss; the loss is the sum of {@code weight * value} over its terms. */
public sealed interface Term {
  /** A finite number; negative for what is to grow. */
  double weight();

  /**
   * Mean of the squared differences of all values (-1..1) to a picture, at the rendered resolution,
   * to which the target is averaged down or enlarged.
   *
   * @param target square, of any side
   */
  record Pixels(double weight, RgbImage target) implements Term {
    public Pixels {
      requireFinite(weight);
      requireSquare(target);
    }
  }

  /**
   * Distance to a picture in the outputs of a network.
   *
   * @param target square, of any side
   */
  record Features(double weight, FeatureNetwork features, RgbImage target) implements Term {
    public Features {
      requireFinite(weight);
      Objects.requireNonNull(features);
      requireSquare(target);
    }
  }

  /**
   * A weighted sum of an output of a network: what a classifier says of the picture, for instance.
   *
   * @param network of one input, a picture
   * @param input how it wants it
   * @param output name of one of its outputs
   * @param coefficients of the shape of that output
   */
  record Output(
      double weight, Network network, ImageInput input, String output, FloatTensor coefficients)
      implements Term {
    public Output {
      requireFinite(weight);
      Objects.requireNonNull(network);
      Objects.requireNonNull(input);
      Objects.requireNonNull(output);
      Objects.requireNonNull(coefficients);
    }
  }

  /** Mean of the squared differences to a style code: what keeps a code near a place. */
  record Prior(double weight, StyleCode centre) implements Term {
    public Prior {
      requireFinite(weight);
      Objects.requireNonNull(centre);
    }
  }

  private static void requireFinite(double weight) {
    if (!Double.isFinite(weight)) {
      throw new IllegalArgumentException("The weight of a term is a finite number, not " + weight);
    }
  }

  private static void requireSquare(RgbImage target) {
    if (target.width() != target.height()) {
      throw new IllegalArgumentException(
          "A target of "
              + target.width()
              + "x"
              + target.height()
              + " pixels is not square; cut it out first.");
    }
  }
}
