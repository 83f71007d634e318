package studio.anycost.api.model;

import java.util.Objects;

/**
 * A style code on the way of an optimisation.
 *
 * @param step how many steps led to it, 0 = the start
 * @param loss what is minimised, at this code; comparable within one run
 */
public record Iterate(int step, StyleCode code, double loss) {
  public Iterate {
    Objects.requireNonNull(code);
    if (step < 0 || !Double.isFinite(loss)) {
      throw new IllegalArgumentException(
          "An iterate has a step of 0 or more and a finite loss, not " + step + " and " + loss);
    }
  }
}
