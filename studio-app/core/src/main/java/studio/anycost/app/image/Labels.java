package studio.anycost.app.image;

import studio.anycost.api.model.MacCount;
import studio.anycost.app.words.Texts;

/** How quantities are written on sheets and in windows. */
public final class Labels {
  private Labels() {}

  /** For instance {@code 12.7 GMACs}, as the literature counts; three digits. */
  public static String gigaMacs(MacCount macs) {
    double giga = macs.literatureGiga();
    String format =
        giga >= 99.95 ? "%.0f" : giga >= 9.995 ? "%.1f" : giga >= 0.9995 ? "%.2f" : "%.3f";
    return String.format(Texts.locale(), format, giga) + " GMACs";
  }

  /** For instance {@code 12 %}: of a difference of which 1 is that between two faces. */
  public static String difference(double difference) {
    return Math.round(100 * difference) + " %";
  }

  /** For instance {@code 0.5 × at 128 px}: one ratio throughout. */
  public static String uniform(double ratio, int resolution) {
    return Texts.of("image.labels.uniform", ratio, resolution);
  }

  /** For instance {@code 0.25}, {@code 0.5}, {@code 1}. */
  public static String ratio(double ratio) {
    return Texts.of("image.labels.ratio", ratio);
  }
}
