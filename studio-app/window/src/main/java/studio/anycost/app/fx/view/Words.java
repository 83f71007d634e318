package studio.anycost.app.fx.view;

import java.util.Locale;
import studio.anycost.api.model.MacCount;

/** How numbers of the generator are written throughout the window. */
public final class Words {
  private Words() {}

  /** "0.5 ×", "1 ×". */
  public static String ratio(double ratio) {
    String number =
        ratio == Math.rint(ratio)
            ? String.valueOf((long) ratio)
            : String.format(Locale.ROOT, "%.2f", ratio).replaceAll("0+$", "");
    return number + " \u00d7";
  }

  /** "7.2 ms", "143 ms". */
  public static String milliseconds(double milliseconds) {
    return String.format(Locale.ROOT, milliseconds < 10 ? "%.1f ms" : "%.0f ms", milliseconds);
  }

  /** "0.23 GMACs" by the literature's count; small ones in MMACs. */
  public static String work(MacCount macs) {
    double giga = macs.literatureGiga();
    if (giga < 0.01) {
      return String.format(Locale.ROOT, "%.1f MMACs", giga * 1000);
    }
    return String.format(Locale.ROOT, giga < 10 ? "%.2f GMACs" : "%.1f GMACs", giga);
  }
}
