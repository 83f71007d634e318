package studio.anycost.plugins.extraction;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.WrongInputException;

/**
 * What is needed to have a predictor anywhere: the model, and this.
 *
 * @param names of the attributes that it tells, in its order
 * @param renderedSide of the pictures that it sees where its graph leaves that free, in pixels
 * @param file what messages call the person's own graph
 * @param graph the person's own, not changed by anyone; empty for the model's predictor
 */
record Classifier(List<String> names, int renderedSide, String file, byte[] graph)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The model's own predictor. */
  static Classifier ofModel(Generator generator, int renderedSide) {
    return new Classifier(generator.description().attributes(), renderedSide, "", new byte[0]);
  }

  /**
   * @throws WrongInputException with a sentence if there is none, or if the person's own cannot be
   *     used
   */
  Predictor open(Generator generator, Networks networks) throws IOException {
    return new Predictor(
        this, graph.length == 0 ? predictor(generator) : own(networks), renderedSide);
  }

  private static Network predictor(Generator generator) throws WrongInputException {
    return generator
        .attributePredictor()
        .orElseThrow(
            () ->
                new WrongInputException(
                    Texts.of("classifier.theModelHasNo", generator.description().name())));
  }

  private Network own(Networks networks) throws WrongInputException {
    Network network;
    try {
      network = networks.open(file, graph);
    } catch (IOException e) {
      // Says by itself which file it is and what is wrong with it.
      throw new WrongInputException(e.getMessage(), e);
    }
    if (network.inputs().size() != 1) {
      throw new WrongInputException(
          Texts.of("classifier.theClassifierHasInputs", file, network.inputs().size()));
    }
    return network;
  }
}
