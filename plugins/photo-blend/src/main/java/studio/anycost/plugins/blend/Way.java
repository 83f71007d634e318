package studio.anycost.plugins.blend;

import java.util.Locale;

/**
 * How a face goes back into its photo.
 *
 * @param replaces whether the rendered face takes the place of the photo's
 * @param note what was done and why, a sentence
 */
record Way(boolean replaces, String note) {
  /**
   * A projection that is off by no more than this, 0..255, shows the face itself. Measured on faces
   * whose edited picture is known: see the decision on faces that go back into photos.
   */
  static final double FAITHFUL = 5;

  /** An edit that moves less of the face leaves most of the photo's skin where it is, 0..1. */
  static final double MUCH = 0.35;

  /**
   * Of an error above this the difference of two renders no longer lies on the photo's features.
   */
  static final double FAR = 15;

  /** A render that the photo enlarges further than this looks blurred in it. */
  static final double ENLARGED = 1.5;

  /**
   * @param mode what the person chose
   * @param error of the projection, see {@link Missed}
   * @param moved how much of the face the edit moves, see {@link Movement#within}
   * @param enlargement pixels of the photo for one of the render, a side
   */
  static Way of(String mode, double error, double moved, double enlargement) {
    String off = String.format(Locale.ROOT, "%.0f %% off the photo's", 100 * error / 255);
    if (moved == 0 && !mode.equals(PhotoBlend.REPLACE)) {
      return new Way(
          false,
          "Nothing is edited yet: the photo is as it was."
              + (error > FAR
                  ? " The portrait is far from it; refine it first: its colours are " + off + "."
                  : ""));
    }
    String facts =
        "the portrait's colours are "
            + off
            + (moved == 0 ? "" : ", and the edit changes " + share(moved) + " of the face");
    return switch (mode) {
      case PhotoBlend.TRANSFER -> new Way(false, "Transferred: " + facts + ".");
      case PhotoBlend.REPLACE -> new Way(true, "Replaced: " + facts + ".");
      default -> automatic(error, moved, enlargement, facts);
    };
  }

  private static String share(double moved) {
    double percent = 100 * moved;
    return percent < 0.5 ? "less than 1 %" : String.format(Locale.ROOT, "%.0f %%", percent);
  }

  private static Way automatic(double error, double moved, double enlargement, String facts) {
    if (error <= FAITHFUL && moved >= MUCH && enlargement > ENLARGED) {
      return new Way(
          false,
          String.format(
              Locale.ROOT,
              "Transferred, because the photo is %.1f times as fine as the render: %s.",
              enlargement,
              facts));
    }
    if (error > FAR) {
      return new Way(
          false,
          "Transferred, but the portrait is far from the photo; refine it first: " + facts + ".");
    }
    boolean replaces = error <= FAITHFUL && moved >= MUCH;
    return new Way(
        replaces,
        (replaces ? "Replaced, which suits: " : "Transferred, which suits: ") + facts + ".");
  }
}
