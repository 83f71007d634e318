package studio.anycost.models.runtime;

import java.util.Arrays;
import java.util.List;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Port;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.objective.FeatureLayer;
import studio.anycost.api.objective.ImageInput;
import studio.anycost.api.objective.Term;

/**
 * Tells in a sentence what does not fit about the terms of a loss, before anything is computed.
 * Sizes that a graph leaves free are found out later.
 */
final class TermCheck {
  private static final long FREE = -1;
  private static final int PICTURE_RANK = 4;

  private TermCheck() {}

  /** The network behind what a term was given. */
  static SessionNetwork network(Network given) {
    Network single = given instanceof FreeBatch batch ? batch.single() : given;
    if (single instanceof SessionNetwork network) {
      return network;
    }
    throw new IllegalArgumentException(
        "A loss cannot see into the network '"
            + given.name()
            + "'; open its graph with the networks of the studio.");
  }

  static void requirePrior(Term.Prior prior, GeneratorDescription generator) {
    StyleCode centre = prior.centre();
    if (centre.count() != generator.styleCount()
        || centre.dimension() != generator.styleDimension()) {
      throw new IllegalArgumentException(
          "A prior around a style code of %dx%d does not fit the generator '%s', which takes %dx%d."
              .formatted(
                  centre.count(),
                  centre.dimension(),
                  generator.name(),
                  generator.styleCount(),
                  generator.styleDimension()));
    }
  }

  static void requireFeatures(Term.Features term) {
    Network network = term.features().network();
    requirePicture(network, term.features().input());
    for (FeatureLayer layer : term.features().layers()) {
      List<Long> shape = output(network, layer.output()).shape();
      if (shape.size() != 2 && shape.size() != PICTURE_RANK) {
        throw new IllegalArgumentException(
            "Pictures are compared in outputs of the shape [1, c] or [1, c, h, w], but '%s' of the network '%s' has the shape %s."
                .formatted(layer.output(), network.name(), shape));
      }
      long channels = shape.get(1);
      if (layer.weights().size() != 1 && channels != FREE && channels != layer.weights().size()) {
        throw new IllegalArgumentException(weights(network.name(), layer, channels));
      }
    }
  }

  static String weights(String network, FeatureLayer layer, long channels) {
    return "The layer '%s' of the network '%s' has %d channels, but %d weights were given."
        .formatted(layer.output(), network, channels, layer.weights().size());
  }

  static void requireOutput(Term.Output term) {
    requirePicture(term.network(), term.input());
    List<Long> shape = output(term.network(), term.output()).shape();
    long[] given = term.coefficients().shape();
    boolean fits = shape.size() == given.length;
    for (int axis = 0; fits && axis < given.length; axis++) {
      fits = shape.get(axis) == FREE || shape.get(axis) == given[axis];
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "Coefficients of the shape %s do not fit the output '%s' of the network '%s', which has the shape %s."
              .formatted(Arrays.toString(given), term.output(), term.network().name(), shape));
    }
  }

  private static Port output(Network network, String name) {
    return network.outputs().stream()
        .filter(port -> port.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The network '%s' has no output '%s'; it has %s."
                        .formatted(
                            network.name(),
                            name,
                            network.outputs().stream().map(Port::name).toList())));
  }

  private static void requirePicture(Network network, ImageInput input) {
    List<Port> inputs = network.inputs();
    if (inputs.size() != 1) {
      throw new IllegalArgumentException(
          "The network '%s' has %d inputs; a loss takes a network of one, a picture."
              .formatted(network.name(), inputs.size()));
    }
    List<Long> shape = inputs.get(0).shape();
    boolean fits = shape.size() == PICTURE_RANK && fits(shape.get(0), 1) && fits(shape.get(1), 3);
    for (int axis = 2; fits && axis < PICTURE_RANK; axis++) {
      fits =
          fits(shape.get(axis), input.smallestSide()) && fits(shape.get(axis), input.largestSide());
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "The network '%s' takes the shape %s, which no picture of %d to %d pixels a side fits."
              .formatted(network.name(), shape, input.smallestSide(), input.largestSide()));
    }
  }

  private static boolean fits(long declared, long size) {
    return declared == FREE || declared == size;
  }
}
