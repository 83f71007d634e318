package studio.anycost.plugins.boundary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    boundary.finder().ifPresent(who -> text.append(" Found on this computer by '" + who + "'."));
    boundary.quality().ifPresent(quality -> text.append(measured(quality)));
    boundary.validation().ifPresent(judged -> text.append(" It " + told(judged) + "."));
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
                    String.format(
                        Locale.ROOT,
                        "changes '%s' most beside it, by %.0f %%",
                        BoundaryNames.label(most.attribute()),
                        100 * most.change())));
    return parts.isEmpty() ? "" : " It " + String.join(" and ", parts) + ".";
  }

  private static String decided(double flips) {
    return String.format(Locale.ROOT, "decides on %.0f %% of faces", 100 * flips);
  }

  private static String told(Validation judged) {
    return String.format(
        Locale.ROOT,
        "tells %d of %d faces right that it was not learnt from",
        judged.right(),
        judged.faces());
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
            decided(flips)
                + String.format(Locale.ROOT, ", changes others by %.0f %%", 100 * others)));
  }

  /** From chance over {@link #WEAK_BELOW}, where a rating begins to be good, to certainty. */
  private static Rating rating(Validation judged) {
    double vouched = judged.vouched();
    double value =
        vouched < WEAK_BELOW
            ? Rating.WEAK * Math.max(0, vouched - CHANCE) / (WEAK_BELOW - CHANCE)
            : Rating.WEAK + (1 - Rating.WEAK) * (vouched - WEAK_BELOW) / (1 - WEAK_BELOW);
    boolean few = vouched < WEAK_BELOW && judged.accuracy() >= WEAK_BELOW;
    return new Rating(value, told(judged) + (few ? ": too few to rely on" : ""));
  }
}
