package studio.anycost.api.objective;

import java.util.List;

/**
 * What a loss came to.
 *
 * @param value the sum of the terms times their weights
 * @param terms the value of every term without its weight, in the order of the objective
 */
public record Loss(double value, List<Double> terms) {
  public Loss {
    terms = List.copyOf(terms);
  }
}
