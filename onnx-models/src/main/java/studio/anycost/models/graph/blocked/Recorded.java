package studio.anycost.models.graph.blocked;

/** Names of what a stage gives beside its usual outputs when it is recorded for the way back. */
final class Recorded {
  private Recorded() {}

  /**
   * What lies between the two convolutions of a strip: the rows that the second one reads, {@code
   * [1, c, blurredTo - blurredFrom, side]} in the blocked layout.
   *
   * @param from the strip's first row
   */
  static String inner(int from) {
    return "recorded_inner_" + from;
  }

  /**
   * The features of a strip of the last stage.
   *
   * @param from the strip's first row
   */
  static String features(int from) {
    return "recorded_features_" + from;
  }
}
