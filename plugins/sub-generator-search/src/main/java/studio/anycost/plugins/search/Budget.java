package studio.anycost.plugins.search;

import studio.anycost.api.model.SubGenerator;

/**
 * How much a sub-generator may cost.
 *
 * @param milliseconds on this machine, infinite for any
 * @param gigaMacs infinite for any
 */
record Budget(double milliseconds, double gigaMacs) {
  static Budget of(Settings settings) {
    return new Budget(
        settings.budgetMilliseconds().orElse(Double.POSITIVE_INFINITY),
        settings.budgetGigaMacs().orElse(Double.POSITIVE_INFINITY));
  }

  /** Whether anything costs too much. */
  boolean isLimited() {
    return milliseconds < Double.POSITIVE_INFINITY || gigaMacs < Double.POSITIVE_INFINITY;
  }

  boolean admits(SubGenerator subGenerator, Costs costs) {
    return (gigaMacs == Double.POSITIVE_INFINITY || costs.gigaMacs(subGenerator) <= gigaMacs)
        && (milliseconds == Double.POSITIVE_INFINITY
            || costs.milliseconds(subGenerator) <= milliseconds);
  }
}
