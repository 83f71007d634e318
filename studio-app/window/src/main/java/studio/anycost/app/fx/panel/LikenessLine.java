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
import studio.anycost.app.fx.words.Texts;
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

  private static final String REFINE = Texts.of("panel.likenessLine.measuredWithoutEditsRefine");

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
            .orElse(
                likeness.runningProperty().get()
                    ? Texts.of("panel.likenessLine.comparingItWithThe")
                    : "");
    node().setText(text);
    node().setVisible(!text.isEmpty());
    Tips.set(node(), known.map(found -> numbers(found, network) + " " + REFINE).orElse(REFINE));
  }

  /** "Close to the photo, most likely the same person". */
  static String text(Difference found, Perceptual network) {
    String person = person(found.identity());
    if (network == Perceptual.LPIPS) {
      // Its numbers are others, which people know from papers.
      return Texts.of("panel.likenessLine.lpips", capital(person), found.perceptual());
    }
    int percent = percent(found);
    return Texts.of(
        percent <= CLOSE
            ? "panel.likenessLine.close"
            : percent <= NEAR ? "panel.likenessLine.near" : "panel.likenessLine.far",
        person);
  }

  /** What the words rest on. */
  static String numbers(Difference found, Perceptual network) {
    String faces =
        found.identity().isEmpty()
            ? Texts.of("panel.likenessLine.noFaceWasFound")
            : Texts.of(
                "panel.likenessLine.theFacesAreApart", found.identity().getAsDouble(), SAME_PERSON);
    String picture =
        network == Perceptual.LPIPS
            ? Texts.of("panel.likenessLine.thePicturesAreApart", found.perceptual())
            : Texts.of("panel.likenessLine.thePictureIsOff", percent(found));
    return faces + " " + picture;
  }

  private static int percent(Difference found) {
    return (int) Math.round(100 * found.perceptual() / ANOTHER_PICTURE);
  }

  private static String person(OptionalDouble identity) {
    return identity.isEmpty()
        ? Texts.of("panel.likenessLine.noFaceToCompare")
        : identity.getAsDouble() < SAME_PERSON
            ? Texts.of("panel.likenessLine.mostLikelyTheSame")
            : Texts.of("panel.likenessLine.perhapsAnotherPerson");
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
