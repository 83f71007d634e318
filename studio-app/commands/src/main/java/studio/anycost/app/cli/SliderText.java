package studio.anycost.app.cli;

import java.util.Locale;
import studio.anycost.api.model.SliderQuality;
import studio.anycost.api.model.Validation;

/** What was measured of a slider, in words. */
final class SliderText {
  private SliderText() {}

  /** For instance {@code 97 of 100 unseen faces right}. */
  static String of(Validation judged) {
    return judged.right() + " of " + judged.faces() + " unseen faces right";
  }

  /** For instance {@code flips 93 % of 200 faces, changes others by 4 %, Male most (21 %)}. */
  static String of(SliderQuality quality) {
    StringBuilder text = new StringBuilder();
    quality
        .flips()
        .ifPresent(
            flips ->
                text.append(
                    String.format(
                        Locale.ROOT, "flips %.0f %% of %d faces, ", 100 * flips, quality.faces())));
    text.append(
        String.format(Locale.ROOT, "changes others by %.0f %%", 100 * quality.meanSideEffect()));
    quality
        .largest()
        .filter(most -> most.change() > 0)
        .ifPresent(
            most ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        ", %s most (%.0f %%)",
                        most.attribute(),
                        100 * most.change())));
    return text.toString();
  }
}
