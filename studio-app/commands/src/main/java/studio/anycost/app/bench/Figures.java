package studio.anycost.app.bench;

import java.util.Locale;

/** How numbers are told. */
public final class Figures {
  private Figures() {}

  /** To three decimals; -1 for what is no number, which JSON cannot tell. */
  public static double rounded(double value) {
    return Double.isFinite(value) ? Math.rint(value * 1000) / 1000 : -1;
  }

  /** The same text whatever the person's language. */
  public static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
