package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.scene.control.Label;
import studio.anycost.app.fx.state.LikenessState;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.portrait.Difference;
import studio.anycost.app.settings.Preferences.Perceptual;

/** How like the portrait is to its photo, in one line. */
public final class LikenessLine extends View<Label> {
  /** What two different pictures of faces are apart; see the card of the networks. */
  private static final double ANOTHER_PICTURE = 0.437;

  /** Descriptors of rendered faces of one person are closer than this. */
  private static final double SAME_PERSON = 0.43;

  private static final int CLOSE = 45;
  private static final int NEAR = 60;

  private static final String REFINE =
      "Measured without edits. Refine brings colours and shapes nearer; whether it becomes the same"
          + " person depends on what the model can draw.";

  private final LikenessState likeness;
  private final PreferenceState preferences;

  @Inject
  LikenessLine(LikenessState likeness, PreferenceState preferences) {
    super(new Label());
    this.likeness = likeness;
    this.preferences = preferences;
    node().setId("photo-likeness");
    node().setWrapText(true);
    node().managedProperty().bind(node().visibleProperty());
  }

  @Override
  protected void onAttach() {
    onChange(likeness.differenceProperty(), this::show);
    onChange(likeness.runningProperty(), this::show);
  }

  private void show() {
    Optional<Difference> known = likeness.differenceProperty().get();
    Perceptual network = preferences.get().perceptual();
    String text =
        known
            .map(found -> text(found, network))
            .orElse(likeness.runningProperty().get() ? "Comparing it with the photo\u2026" : "");
    node().setText(text);
    node().setVisible(!text.isEmpty());
    Tips.set(node(), known.map(found -> numbers(found, network) + " " + REFINE).orElse(REFINE));
  }

  /** "Close to the photo, most likely the same person". */
  static String text(Difference found, Perceptual network) {
    String person = person(found.identity());
    if (network == Perceptual.LPIPS) {
      // Its numbers are others, which people know from papers.
      return String.format(Locale.ROOT, "%s, LPIPS %.3f", capital(person), found.perceptual());
    }
    int percent = percent(found);
    String how = percent <= CLOSE ? "Close to" : percent <= NEAR ? "Near" : "Far from";
    return how + " the photo, " + person;
  }

  /** What the words rest on. */
  static String numbers(Difference found, Perceptual network) {
    String faces =
        found.identity().isEmpty()
            ? "No face was found to compare."
            : String.format(
                Locale.ROOT,
                "The faces are %.2f apart: below %.2f it is most likely the same person, two people"
                    + " are about 0.63 apart.",
                found.identity().getAsDouble(),
                SAME_PERSON);
    String picture =
        network == Perceptual.LPIPS
            ? String.format(
                Locale.ROOT,
                "The pictures are %.3f apart by LPIPS, 0 being the photo itself.",
                found.perceptual())
            : String.format(
                Locale.ROOT,
                "The picture is %d %% off: 0 %% is the photo itself, 100 %% as far from it as a"
                    + " picture of somebody else.",
                percent(found));
    return faces + " " + picture;
  }

  private static int percent(Difference found) {
    return (int) Math.round(100 * found.perceptual() / ANOTHER_PICTURE);
  }

  private static String person(OptionalDouble identity) {
    return identity.isEmpty()
        ? "no face to compare"
        : identity.getAsDouble() < SAME_PERSON
            ? "most likely the same person"
            : "perhaps another person";
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
