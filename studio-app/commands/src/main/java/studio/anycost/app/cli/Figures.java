package studio.anycost.app.cli;

import java.util.Locale;

/** How numbers are told. */
final class Figures {
  private Figures() {}

  /** To three decimals; -1 for what is no number, which JSON cannot tell. */
  static double rounded(double value) {
    return Double.isFinite(value) ? Math.rint(value * 1000) / 1000 : -1;
  }

  /** The same text whatever the person's language. */
  static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
