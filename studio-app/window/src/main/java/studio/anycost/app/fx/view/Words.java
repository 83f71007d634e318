package studio.anycost.app.fx.view;

import java.math.RoundingMode;
import java.text.NumberFormat;
import studio.anycost.api.model.MacCount;
import studio.anycost.app.fx.words.Texts;

/** How numbers of the generator are written throughout the window. */
public final class Words {
  private Words() {}

  /** "0.5 \u00d7", "1 \u00d7". */
  public static String ratio(double ratio) {
    return number(ratio, 0, 2) + " \u00d7";
  }

  /** "7.2 ms", "143 ms". */
  public static String milliseconds(double milliseconds) {
    return fixed(milliseconds, milliseconds < 10 ? 1 : 0) + " ms";
  }

  /** "0.23 GMACs" by the literature's count; small ones in MMACs. */
  public static String work(MacCount macs) {
    double giga = macs.literatureGiga();
    if (giga < 0.01) {
      return fixed(giga * 1000, 1) + " MMACs";
    }
    return fixed(giga, giga < 10 ? 2 : 1) + " GMACs";
  }

  private static String fixed(double value, int decimals) {
    return number(value, decimals, decimals);
  }

  private static String number(double value, int fewest, int most) {
    NumberFormat format = NumberFormat.getInstance(Texts.locale());
    format.setGroupingUsed(false);
    format.setMinimumFractionDigits(fewest);
    format.setMaximumFractionDigits(most);
    format.setRoundingMode(RoundingMode.HALF_UP);
    return format.format(value);
  }
}
