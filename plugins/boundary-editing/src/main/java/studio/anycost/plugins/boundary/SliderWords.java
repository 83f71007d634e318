package studio.anycost.plugins.boundary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.SliderQuality;
import studio.anycost.api.model.Validation;
import studio.anycost.api.parameter.Rating;

/**
 * What is known of a boundary's slider, in words and as a rating. What was measured of the slider
 * itself counts; where nobody measured it, how the boundary did on faces that it was not learnt
 * from.
 */
final class SliderWords {
  /**
   * A boundary that faces vouch for less than this is weak. Ends of what a predictor says are told
   * apart by nearly every direction that has to do with it.
   */
  private static final double WEAK_BELOW = 0.8;

  private static final double CHANCE = 0.5;

  private SliderWords() {}

  /** Sentences for a tooltip, each behind a space; empty if nothing is known. */
  static String known(Boundary boundary) {
    StringBuilder text = new StringBuilder();
    boundary.finder().ifPresent(who -> text.append(" " + Texts.of("sliderWords.foundBy", who)));
    boundary.quality().ifPresent(quality -> text.append(measured(quality)));
    boundary
        .validation()
        .ifPresent(judged -> text.append(" " + Texts.of("sliderWords.it", told(judged))));
    return text.toString();
  }

  private static String measured(SliderQuality quality) {
    List<String> parts = new ArrayList<>();
    quality.flips().ifPresent(flips -> parts.add(decided(flips)));
    quality
        .largest()
        .filter(most -> most.change() > 0)
        .ifPresent(
            most ->
                parts.add(
                    Texts.of(
                        "sliderWords.changesMost",
                        BoundaryNames.shown(most.attribute()),
                        100 * most.change())));
    if (parts.isEmpty()) {
      return "";
    }
    return " "
        + (parts.size() == 1
            ? Texts.of("sliderWords.it", parts.get(0))
            : Texts.of("sliderWords.itAnd", parts.get(0), parts.get(1)));
  }

  private static String decided(double flips) {
    return Texts.of("sliderWords.decides", 100 * flips);
  }

  private static String told(Validation judged) {
    return Texts.of("sliderWords.tells", judged.right(), judged.faces());
  }

  /** Empty if nothing is known. */
  static Optional<Rating> rating(Boundary boundary) {
    return boundary
        .quality()
        .flatMap(SliderWords::rating)
        .or(() -> boundary.validation().map(SliderWords::rating));
  }

  /** A slider is as good as it does what it says, and less so by what else it does. */
  private static Optional<Rating> rating(SliderQuality quality) {
    if (quality.flips().isEmpty()) {
      return Optional.empty();
    }
    double flips = quality.flips().getAsDouble();
    double others = quality.meanSideEffect();
    return Optional.of(
        new Rating(
            Math.max(0, flips - others),
            Texts.of("sliderWords.decidesAndChanges", 100 * flips, 100 * others)));
  }

  /** From chance over {@link #WEAK_BELOW}, where a rating begins to be good, to certainty. */
  private static Rating rating(Validation judged) {
    double vouched = judged.vouched();
    double value =
        vouched < WEAK_BELOW
            ? Rating.WEAK * Math.max(0, vouched - CHANCE) / (WEAK_BELOW - CHANCE)
            : Rating.WEAK + (1 - Rating.WEAK) * (vouched - WEAK_BELOW) / (1 - WEAK_BELOW);
    boolean few = vouched < WEAK_BELOW && judged.accuracy() >= WEAK_BELOW;
    return new Rating(value, few ? Texts.of("sliderWords.tooFew", told(judged)) : told(judged));
  }
}
