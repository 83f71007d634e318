package studio.anycost.models.runtime;

import studio.anycost.models.graph.StageNames;

/** The graphs of a bundle beside the generator's stages. */
enum AuxiliaryGraph {
  MAPPING("mapping network", StageNames.Z, StageNames.W),
  ENCODER("encoder", StageNames.IMAGE, StageNames.STYLES),
  ATTRIBUTES("attribute predictor", StageNames.IMAGE, StageNames.LOGITS);

  private final String title;
  private final String input;
  private final String output;

  AuxiliaryGraph(String title, String input, String output) {
    this.title = title;
    this.input = input;
    this.output = output;
  }

  /** What people call it. */
  String title() {
    return title;
  }

  String input() {
    return input;
  }

  String output() {
    return output;
  }

  /** Whether it computes long enough to wait for interactive renders. */
  boolean isHeavy() {
    return this != MAPPING;
  }
}
