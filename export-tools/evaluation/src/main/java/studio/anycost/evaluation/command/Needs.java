package studio.anycost.evaluation.command;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import studio.anycost.api.extension.Generator;
import studio.anycost.app.cli.InputException;

/**
 * Whether there is what measures need.
 *
 * @param data a folder of pictures
 * @param features a network for them
 * @param predictor the model's attribute predictor
 */
record Needs(boolean data, boolean features, boolean predictor) {
  /**
   * What can be measured of what was asked for.
   *
   * @param subs whether there are sub-generators beside the full one
   * @param leftOut takes a sentence for each measure of {@link Measure#ALL} that cannot
   * @throws InputException if a measure that was named cannot be taken
   */
  Set<Measure> possible(
      Set<Measure> wanted, Generator generator, boolean subs, List<String> leftOut)
      throws InputException {
    Set<Measure> possible = EnumSet.noneOf(Measure.class);
    for (Measure measure : EnumSet.complementOf(EnumSet.of(Measure.ALL))) {
      boolean named = wanted.contains(measure);
      if (named || wanted.contains(Measure.ALL)) {
        Optional<String> missing = missing(measure, generator, subs);
        if (missing.isEmpty()) {
          possible.add(measure);
        } else if (named) {
          throw new InputException("'" + word(measure) + "' " + missing.get());
        } else {
          leftOut.add("Left out: " + word(measure) + " " + missing.get());
        }
      }
    }
    return possible;
  }

  private static String word(Measure measure) {
    return measure.name().toLowerCase(Locale.ROOT);
  }

  private Optional<String> missing(Measure measure, Generator generator, boolean subs) {
    String predictors = "needs a model with an attribute predictor; this one has none.";
    return switch (measure) {
      case FID, KID ->
          !data
              ? Optional.of("needs pictures to compare with: name their folder with --data.")
              : features
                  ? Optional.empty()
                  : Optional.of(
                      "needs a network for features, and the model has none: name one with"
                          + " --features.");
      case CONSISTENCY -> subs ? Optional.empty() : Optional.of(noSubs());
      case ATTRIBUTES ->
          !predictor ? Optional.of(predictors) : subs ? Optional.empty() : Optional.of(noSubs());
      case ENCODER ->
          generator.encoder().isEmpty()
              ? Optional.of("needs a model with an encoder; this one has none.")
              : data
                  ? Optional.empty()
                  : Optional.of("needs aligned faces: name their folder with --data.");
      case PPL, ALL -> Optional.empty();
    };
  }

  private static String noSubs() {
    return "compares with the full generator: name other ratios or resolutions.";
  }
}
