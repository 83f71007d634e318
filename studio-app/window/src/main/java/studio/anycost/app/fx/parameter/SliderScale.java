package studio.anycost.app.fx.parameter;

import java.math.BigDecimal;
import java.math.MathContext;
import studio.anycost.api.parameter.NumberParameter;

/**
 * Where the values of a parameter lie on its slider: evenly, or in equal factors where what is
 * usual would else be crowded at the left end.
 */
final class SliderScale {
  /** A range with fewer values than this has room for all. */
  private static final double WIDE = 100;

  /** Usual values in this share of the range are crowded. */
  private static final double CROWDED = 0.1;

  /** Digits that count of a value that a hand chooses in equal factors. */
  private static final MathContext DIGITS = new MathContext(2);

  private final double minimum;
  private final double maximum;

  /** What is added to the distance from the minimum, so that it has a logarithm; 0 for evenly. */
  private final double offset;

  private SliderScale(double minimum, double maximum, double offset) {
    this.minimum = minimum;
    this.maximum = maximum;
    this.offset = offset;
  }

  /** Whether what is usual would be crowded at the left end of an even slider. */
  static boolean isCrowded(NumberParameter parameter) {
    return isCrowded(parameter.usualMinimum(), parameter.usualMaximum(), parameter.defaultNumber());
  }

  private static boolean isCrowded(double minimum, double maximum, double usual) {
    double range = maximum - minimum;
    return minimum >= 0 && range >= WIDE && usual - minimum <= CROWDED * range;
  }

  /** A slider of what is usual. */
  static SliderScale of(NumberParameter parameter) {
    return of(parameter.usualMinimum(), parameter.usualMaximum(), parameter.defaultNumber());
  }

  /** A slider of all that the parameter takes. */
  static SliderScale ofAll(NumberParameter parameter) {
    return of(parameter.minimum(), parameter.maximum(), parameter.defaultNumber());
  }

  private static SliderScale of(double minimum, double maximum, double usual) {
    return new SliderScale(
        minimum, maximum, isCrowded(minimum, maximum, usual) ? Math.max(1, minimum) : 0);
  }

  double minimum() {
    return minimum;
  }

  double maximum() {
    return maximum;
  }

  /** From 0 to 1 in equal factors, or the value itself; of one beyond an end that end. */
  double place(double value) {
    double within = Math.max(minimum, Math.min(maximum, value));
    return offset > 0
        ? Math.log1p((within - minimum) / offset) / Math.log1p((maximum - minimum) / offset)
        : within;
  }

  /** The value of a place; a round one in equal factors. */
  double value(double place) {
    if (offset == 0) {
      return place;
    }
    double exact = minimum + offset * Math.expm1(place * Math.log1p((maximum - minimum) / offset));
    double round = BigDecimal.valueOf(exact).round(DIGITS).doubleValue();
    return Math.max(minimum, Math.min(maximum, round));
  }
}
