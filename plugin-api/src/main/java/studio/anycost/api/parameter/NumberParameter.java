package studio.anycost.api.parameter;

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
 * @param usual the part of the range that a control shows at first, the default in it; empty for
 *     all of it. Any value of the range is taken wherever it comes from
 */
public record NumberParameter(
    ParameterInfo info,
    double minimum,
    double maximum,
    double defaultNumber,
    double step,
    String unit,
    Optional<Readout> readout,
    String minimumText,
    Optional<Range> usual)
    implements Parameter<Double> {

  /** A second display of the value: {@code value * scale unit}. */
  public record Readout(double scale, String unit) {}

  /**
   * A part of the range.
   *
   * @param from its lowest value
   * @param to its highest value, above the lowest
   */
  public record Range(double from, double to) {}

  public NumberParameter {
    if (!Double.isFinite(minimum)
        || !Double.isFinite(maximum)
        || !(minimum < maximum)
        || !(step >= 0)
        || !(defaultNumber >= minimum && defaultNumber <= maximum)) {
      throw new IllegalArgumentException(
          "The number '" + info.key() + "' needs minimum <= default <= maximum, all finite.");
    }
    if (usual.isPresent()) {
      Range range = usual.get();
      if (!(range.from() < range.to())
          || !(minimum <= range.from() && range.from() <= defaultNumber)
          || !(defaultNumber <= range.to() && range.to() <= maximum)) {
        throw new IllegalArgumentException(
            "The usual range of '"
                + info.key()
                + "' is a part of its range that holds the default.");
      }
      if (range.from() == minimum && range.to() == maximum) {
        usual = Optional.empty();
      }
    }
  }

  /** A number whose whole range is usual. */
  public NumberParameter(
      ParameterInfo info,
      double minimum,
      double maximum,
      double defaultNumber,
      double step,
      String unit,
      Optional<Readout> readout,
      String minimumText) {
    this(info, minimum, maximum, defaultNumber, step, unit, readout, minimumText, Optional.empty());
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
    return new NumberParameter(
        info, minimum, maximum, defaultNumber, step, unit, readout, text, usual);
  }

  /**
   * The same, of whose range a part is usual: controls show that alone until a person wants more.
   *
   * @param from at least the minimum, at most the default
   * @param to at most the maximum, at least the default, above {@code from}
   */
  public NumberParameter withUsual(double from, double to) {
    return new NumberParameter(
        info,
        minimum,
        maximum,
        defaultNumber,
        step,
        unit,
        readout,
        minimumText,
        Optional.of(new Range(from, to)));
  }

  /** The lowest usual value; the minimum if nobody says otherwise. */
  public double usualMinimum() {
    return usual.map(Range::from).orElse(minimum);
  }

  /** The highest usual value; the maximum if nobody says otherwise. */
  public double usualMaximum() {
    return usual.map(Range::to).orElse(maximum);
  }

  /** Whether a value lies within the usual range. */
  public boolean isUsual(double value) {
    return value >= usualMinimum() && value <= usualMaximum();
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
    return ParameterException.of(
        info,
        name ->
            Texts.of(
                isWhole() ? "numberParameter.notWhole" : "numberParameter.notANumber",
                name,
                format(minimum),
                format(maximum),
                got));
  }
}
