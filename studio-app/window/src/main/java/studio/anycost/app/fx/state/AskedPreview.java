package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.Optional;
import studio.anycost.app.preview.PreviewMode;
import studio.anycost.app.preview.UniformGrid;

/**
 * The channel ratio and the resolution that a person asked for last, whatever model is open: where
 * several ratios are the same sub-generator, or a model has other resolutions, the question is
 * remembered and not the answer. JavaFX thread only.
 */
public final class AskedPreview {
  private static final String FIXED = "fixed";
  private static final String AUTO = "auto";

  private record Asked(double ratio, int resolution) {}

  private final PreviewState preview;
  private Optional<Asked> asked = Optional.empty();
  private boolean answering;

  @Inject
  public AskedPreview(PreviewState preview) {
    this.preview = preview;
    preview.modeProperty().addListener((observable, old, now) -> note(now));
  }

  private void note(PreviewMode mode) {
    if (!answering && mode instanceof PreviewMode.Fixed fixed && fixed.asked().isPresent()) {
      asked =
          Optional.of(new Asked(fixed.asked().getAsDouble(), fixed.subGenerator().resolution()));
    }
  }

  /**
   * The place of a grid that was asked for: that ratio at that resolution, or at the highest below
   * it; empty if nothing was asked for yet.
   */
  public Optional<UniformGrid.Place> place(UniformGrid grid) {
    return asked.flatMap(
        wanted ->
            grid.places().stream()
                .filter(place -> place.ratio() == wanted.ratio())
                .min(
                    Comparator.<UniformGrid.Place>comparingInt(
                            place ->
                                place.subGenerator().resolution() <= wanted.resolution() ? 0 : 1)
                        .thenComparingInt(
                            place ->
                                Math.abs(
                                    place.subGenerator().resolution() - wanted.resolution()))));
  }

  /**
   * Uses the answer of another model to what was asked for, which stays asked for: a model of a low
   * resolution must not make that the question to the next one.
   *
   * @return whether there is an answer
   */
  public boolean answer(UniformGrid grid) {
    Optional<UniformGrid.Place> place = place(grid);
    if (place.isPresent()) {
      answering = true;
      try {
        preview.modeProperty().set(PreviewMode.Fixed.at(place.get()));
      } finally {
        answering = false;
      }
    }
    return place.isPresent();
  }

  /** What was asked for, and whether it is in use, for {@link #restore}; empty if nothing was. */
  public Optional<String> toText() {
    String now = preview.modeProperty().get() instanceof PreviewMode.Fixed ? FIXED : AUTO;
    return asked.map(each -> now + " " + each.ratio() + " " + each.resolution());
  }

  /** Takes what {@link #toText} told, and uses it if it was in use; another text does nothing. */
  public void restore(String text, UniformGrid grid) {
    String[] words = text.split(" ");
    if (words.length != 3) {
      return;
    }
    try {
      asked = Optional.of(new Asked(Double.parseDouble(words[1]), Integer.parseInt(words[2])));
    } catch (NumberFormatException e) {
      return;
    }
    if (words[0].equals(FIXED)) {
      answer(grid);
    }
  }
}
