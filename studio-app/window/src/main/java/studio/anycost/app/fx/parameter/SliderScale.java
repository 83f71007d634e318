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
    double range = parameter.maximum() - parameter.minimum();
    return parameter.minimum() >= 0
        && range >= WIDE
        && parameter.defaultNumber() - parameter.minimum() <= CROWDED * range;
  }

  static SliderScale of(NumberParameter parameter) {
    return new SliderScale(
        parameter.minimum(),
        parameter.maximum(),
        isCrowded(parameter) ? Math.max(1, parameter.minimum()) : 0);
  }

  /** From 0 to 1 in equal factors, or the value itself. */
  double place(double value) {
    return offset > 0
        ? Math.log1p((value - minimum) / offset) / Math.log1p((maximum - minimum) / offset)
        : value;
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
