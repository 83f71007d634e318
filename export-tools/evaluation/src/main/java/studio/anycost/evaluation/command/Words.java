package studio.anycost.evaluation.command;

import studio.anycost.evaluation.score.FeatureOrigin;

/** Sentences that go with numbers wherever they are told. */
final class Words {
  private Words() {}

  /** What the perceptual network means for path lengths and distances. */
  static String perceptual(Setting setting) {
    String name = setting.perceptual().name();
    return setting.published()
        ? name + ", as published"
        : name
            + ", not the published VGG: the numbers compare with each other and with nothing"
            + " published ('studio import-features' brings it)";
  }

  /** The same for a heading. */
  static String perceptualInShort(Setting setting) {
    return setting.perceptual().name() + (setting.published() ? "" : ", not VGG");
  }

  /** Whether numbers of a feature network may be compared with published ones. */
  static String features(Setting setting) {
    return setting
        .features()
        .map(
            features ->
                features.about().standIn()
                    ? features.about().name() + " (" + FeatureOrigin.STAND_IN + ")"
                    : features.about().name() + ", output " + features.about().output())
        .orElse("none");
  }
}
