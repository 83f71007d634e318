package studio.anycost.app.fx.parameter;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.OptionalDouble;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.app.fx.words.Texts;

/** Writes the numbers of one parameter, and knows how finely its slider moves. */
final class NumberFormatter {
  private static final int MOST_DECIMALS = 6;

  /** A decimal comma where people write one. */
  private static final char POINT =
      DecimalFormatSymbols.getInstance(Texts.locale()).getDecimalSeparator();

  private final NumberParameter parameter;
  private final double granularity;
  private final int decimals;

  NumberFormatter(NumberParameter parameter) {
    this.parameter = parameter;
    double range = parameter.usualMaximum() - parameter.usualMinimum();
    // At least fifty places on the slider, at round numbers: 0.01 for 0..0.5 as for -1..1.
    double places = range < 1 ? Math.log10(2) : 0;
    double even = Math.pow(10, Math.floor(Math.log10(range) + places + 1e-9) - 2);
    this.granularity =
        parameter.step() > 0
            ? parameter.step()
            : SliderScale.isCrowded(parameter) ? Math.min(1, even) : even;
    this.decimals =
        parameter.isWhole()
            ? 0
            : Math.max(
                0, Math.min(MOST_DECIMALS, (int) Math.ceil(-Math.log10(granularity) - 1e-9)));
  }

  /** The nearest place of the slider, within the range. */
  double snap(double value) {
    double origin = parameter.usualMinimum();
    double snapped = origin + Math.round((value - origin) / granularity) * granularity;
    double rounded =
        BigDecimal.valueOf(snapped).setScale(decimals, RoundingMode.HALF_EVEN).doubleValue();
    return Math.max(parameter.minimum(), Math.min(parameter.maximum(), rounded));
  }

  double granularity() {
    return granularity;
  }

  /** The value as exactly as it was typed; a sign where the range has two sides. */
  String text(double value) {
    BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
    int scale = Math.max(decimals, Math.min(MOST_DECIMALS, exact.scale()));
    BigDecimal shown = exact.setScale(scale, RoundingMode.HALF_EVEN);
    String sign = parameter.minimum() < 0 && shown.signum() > 0 ? "+" : "";
    return sign + shown.toPlainString().replace('-', '\u2212').replace('.', POINT);
  }

  /** "from -1.00 to +1.00". */
  String usual() {
    return Texts.of(
        "parameter.numberFormatter.usual",
        text(parameter.usualMinimum()),
        text(parameter.usualMaximum()));
  }

  /** With the unit, for the history. */
  String describe(double value) {
    if (isMinimumWithText(value)) {
      return parameter.minimumText();
    }
    return parameter.unit().isBlank() ? text(value) : text(value) + " " + parameter.unit();
  }

  private boolean isMinimumWithText(double value) {
    return value == parameter.minimum() && !parameter.minimumText().isBlank();
  }

  /**
   * What the lowest value means, if it means something; else the raw reading, such as "3.6 w";
   * empty if the parameter declares none or nothing is changed.
   */
  String readout(double value) {
    if (isMinimumWithText(value)) {
      return parameter.minimumText();
    }
    return parameter
        .readout()
        .filter(readout -> value != parameter.defaultNumber())
        .map(
            readout ->
                (String.format(Locale.ROOT, "%.1f", value * readout.scale())
                            .replace("-0.0", "0.0")
                            .replace('-', '\u2212')
                            .replace('.', POINT)
                        + " "
                        + readout.unit())
                    .strip())
        .orElse("");
  }

  /**
   * Why what was typed is not taken, and what to do about it.
   *
   * @param typed as it stands in the field
   * @param kept what holds meanwhile
   */
  String refusal(String typed, double kept) {
    String takes =
        Texts.of(
            parameter.isWhole()
                ? "parameter.numberFormatter.takesWhole"
                : "parameter.numberFormatter.takes",
            parameter.info().label(),
            text(parameter.minimum()),
            text(parameter.maximum()));
    return typed.isEmpty()
        ? Texts.of("parameter.numberFormatter.nothingTyped", takes, text(kept))
        : Texts.of("parameter.numberFormatter.notTaken", takes, typed, text(kept));
  }

  /** The number that a normalised text is, whatever the range; empty if it is none. */
  static OptionalDouble number(String text) {
    try {
      double number = Double.parseDouble(text);
      return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** What a person may type: a typographic minus and a decimal comma are understood. */
  static String normalise(String typed) {
    String plain = typed.strip().replace('\u2212', '-');
    return plain.indexOf('.') < 0 ? plain.replace(',', '.') : plain;
  }
}
