package studio.anycost.plugins.blend;

import java.util.Locale;

/**
 * How a face goes back into its photo.
 *
 * @param replaces whether the rendered face takes the place of the photo's
 * @param note what was done and why, a sentence
 */
record Way(boolean replaces, String note) {
  /** A projection that is off by no more than this, 0..255, shows the face itself. */
  static final double FAITHFUL = 4;

  /** A render that the photo enlarges further than this looks blurred in it. */
  static final double ENLARGED = 1.5;

  /**
   * @param mode what the person chose
   * @param error of the projection, see {@link Missed}
   * @param enlargement pixels of the photo for one of the render, a side
   */
  static Way of(String mode, double error, double enlargement) {
    String off = String.format(Locale.ROOT, "the projection is off by %.1f levels of 255", error);
    return switch (mode) {
      case PhotoBlend.TRANSFER ->
          new Way(false, "The change was transferred to the photo; " + off + ".");
      case PhotoBlend.REPLACE -> new Way(true, "The rendered face was put in; " + off + ".");
      default -> automatic(error, enlargement, off);
    };
  }

  private static Way automatic(double error, double enlargement, String off) {
    if (error > FAITHFUL) {
      return new Way(
          false,
          String.format(
              Locale.ROOT,
              "The change was transferred to the photo: %s, and from %.0f on it is another face.",
              off,
              FAITHFUL));
    }
    if (enlargement > ENLARGED) {
      return new Way(
          false,
          String.format(
              Locale.ROOT,
              "The change was transferred to the photo, which is %.1f times as fine as the render.",
              enlargement));
    }
    return new Way(true, "The rendered face was put in: " + off + ", which is little.");
  }
}
