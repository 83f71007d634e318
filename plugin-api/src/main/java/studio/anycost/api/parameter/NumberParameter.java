package studio.anycost.api.parameter;

import java.util.Locale;
import java.util.Optional;

/**
 * A number in a closed range.
 *
 * @param minimum lowest value
 * @param maximum highest value, above the minimum
 * @param defaultNumber in the range
 * @param step granularity of a control, 0 for continuous; typed values are not rounded to it,
 *     except that a step of 1 with integral bounds admits whole numbers alone
 * @param unit for display, may be empty
 * @param readout how to show the value in a second, raw unit
 * @param minimumText what the lowest value means where it is more than a number, such as "No
 *     limit"; may be empty
 */
public record NumberParameter(
    ParameterInfo info,
    double minimum,
    double maximum,
    double defaultNumber,
    double step,
    String unit,
    Optional<Readout> readout,
    String minimumText)
    implements Parameter<Double> {

  /** A second display of the value: {@code value * scale unit}. */
  public record Readout(double scale, String unit) {}

  public NumberParameter {
    if (!Double.isFinite(minimum)
        || !Double.isFinite(maximum)
        || !(minimum < maximum)
        || !(step >= 0)
        || !(defaultNumber >= minimum && defaultNumber <= maximum)) {
      throw new IllegalArgumentException(
          "The number '" + info.key() + "' needs minimum <= default <= maximum, all finite.");
    }
  }

  /** A number whose lowest value is a number as any other. */
  public NumberParameter(
      ParameterInfo info,
      double minimum,
      double maximum,
      double defaultNumber,
      double step,
      String unit,
      Optional<Readout> readout) {
    this(info, minimum, maximum, defaultNumber, step, unit, readout, "");
  }

  /** The same, whose lowest value means something of its own. */
  public NumberParameter withMinimumText(String text) {
    return new NumberParameter(info, minimum, maximum, defaultNumber, step, unit, readout, text);
  }

  /** A continuous number without a readout. */
  public static NumberParameter of(
      ParameterInfo info, double minimum, double maximum, double defaultNumber) {
    return new NumberParameter(info, minimum, maximum, defaultNumber, 0, "", Optional.empty());
  }

  /** A whole number. */
  public static NumberParameter whole(
      ParameterInfo info, int minimum, int maximum, int defaultNumber) {
    return new NumberParameter(info, minimum, maximum, defaultNumber, 1, "", Optional.empty());
  }

  /** Whether only whole numbers are admitted. */
  public boolean isWhole() {
    return step == 1 && minimum == Math.rint(minimum) && maximum == Math.rint(maximum);
  }

  @Override
  public Double defaultValue() {
    return defaultNumber;
  }

  @Override
  public Double parse(String text) throws ParameterException {
    double number;
    try {
      number = Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw refusal("'" + text + "'");
    }
    if (!admits(number)) {
      throw refusal(text.strip());
    }
    return number;
  }

  @Override
  public String format(Double value) {
    return isWhole() ? String.valueOf(value.longValue()) : String.valueOf(value);
  }

  @Override
  public Double check(Object value) throws ParameterException {
    if (value instanceof Number number && admits(number.doubleValue())) {
      return number.doubleValue();
    }
    throw refusal(String.valueOf(value));
  }

  private boolean admits(double number) {
    return number >= minimum && number <= maximum && (!isWhole() || number == Math.rint(number));
  }

  private ParameterException refusal(String got) {
    return new ParameterException(
        String.format(
            Locale.ROOT,
            "%s takes a %snumber from %s to %s, not %s.",
            info.key(),
            isWhole() ? "whole " : "",
            format(minimum),
            format(maximum),
            got));
  }
}
