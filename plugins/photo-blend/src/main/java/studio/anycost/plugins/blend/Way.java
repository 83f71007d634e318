package studio.anycost.plugins.blend;

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
    double off = 100 * error / 255;
    if (moved == 0 && !mode.equals(PhotoBlend.REPLACE)) {
      return new Way(
          false, error > FAR ? Texts.of("way.nothingAndFar", off) : Texts.of("way.nothing"));
    }
    String facts =
        moved == 0 ? Texts.of("way.off", off) : Texts.of("way.offAndMoved", off, share(moved));
    return switch (mode) {
      case PhotoBlend.TRANSFER -> new Way(false, Texts.of("way.transferred", facts));
      case PhotoBlend.REPLACE -> new Way(true, Texts.of("way.replaced", facts));
      default -> automatic(error, moved, enlargement, facts);
    };
  }

  private static String share(double moved) {
    double percent = 100 * moved;
    return percent < 0.5 ? Texts.of("way.little") : Math.round(percent) + " %";
  }

  private static Way automatic(double error, double moved, double enlargement, String facts) {
    if (error <= FAITHFUL && moved >= MUCH && enlargement > ENLARGED) {
      return new Way(false, Texts.of("way.transferredFiner", enlargement, facts));
    }
    if (error > FAR) {
      return new Way(false, Texts.of("way.transferredButThePortrait", facts));
    }
    boolean replaces = error <= FAITHFUL && moved >= MUCH;
    return new Way(
        replaces, Texts.of(replaces ? "way.replacedSuits" : "way.transferredSuits", facts));
  }
}
