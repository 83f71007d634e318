package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import java.util.Locale;
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

  private static final String TIP =
      "How like the portrait without its edits is to the photo. The first number tells people"
          + " apart: below 0.43 it is most likely the same person, two people are about 0.63 apart."
          + " The second is for the picture as a whole: 0 % is the photo itself, 100 % as far from it"
          + " as a picture of somebody else. Refine brings both down.";

  private final LikenessState likeness;
  private final PreferenceState preferences;

  @Inject
  LikenessLine(LikenessState likeness, PreferenceState preferences) {
    super(new Label());
    this.likeness = likeness;
    this.preferences = preferences;
    node().setId("photo-likeness");
    node().setWrapText(true);
    Tips.set(node(), TIP);
    node().managedProperty().bind(node().visibleProperty());
  }

  @Override
  protected void onAttach() {
    onChange(likeness.differenceProperty(), this::show);
    onChange(likeness.runningProperty(), this::show);
  }

  private void show() {
    String text =
        likeness
            .differenceProperty()
            .get()
            .map(found -> text(found, preferences.get().perceptual()))
            .orElse(likeness.runningProperty().get() ? "Comparing it with the photo\u2026" : "");
    node().setText(text);
    node().setVisible(!text.isEmpty());
  }

  /** "Close to the photo: same person 0.31, 12 % off". */
  static String text(Difference found, Perceptual network) {
    int percent = (int) Math.round(100 * found.perceptual() / ANOTHER_PICTURE);
    String person = person(found.identity());
    if (network == Perceptual.LPIPS) {
      // Its numbers are others, which people know from papers.
      return String.format(Locale.ROOT, "%s, LPIPS %.3f", capital(person), found.perceptual());
    }
    String how = percent <= CLOSE ? "Close to" : percent <= NEAR ? "Near" : "Far from";
    return String.format(Locale.ROOT, "%s the photo: %s, %d %% off", how, person, percent);
  }

  private static String person(OptionalDouble identity) {
    if (identity.isEmpty()) {
      return "no face to compare";
    }
    double distance = identity.getAsDouble();
    return String.format(
        Locale.ROOT,
        "%s %.2f",
        distance < SAME_PERSON ? "same person" : "another person?",
        distance);
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
