package studio.anycost.api.parameter;

import java.util.Objects;

/**
 * How well a parameter does what it says. The window sorts by it, marks what is weak, and can hide
 * it.
 *
 * @param value 0..1
 * @param reason what it is based on, a few words for people that go on after the parameter's name:
 *     "decides on 34 % of faces"; may be empty
 */
public record Rating(double value, String reason) {
  /** Below this a parameter is weak: it does less than half of what it says. */
  public static final double WEAK = 0.5;

  public Rating {
    Objects.requireNonNull(reason);
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("A rating lies in 0..1, not at " + value + ".");
    }
  }

  /** Whether it does little of what it says. */
  public boolean isWeak() {
    return value < WEAK;
  }
}
