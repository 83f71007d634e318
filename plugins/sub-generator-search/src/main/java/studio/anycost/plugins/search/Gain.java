package studio.anycost.plugins.search;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.SubGenerator;

/** What a search was worth, in words. */
final class Gain {
  private Gain() {}

  /**
   * @param found the nearest within the budget
   * @param uniform the nearest with one ratio throughout; empty if none is within the budget
   * @param cost tells what one costs, with its unit
   */
  static String sentence(
      Candidate found, Optional<Candidate> uniform, Function<SubGenerator, String> cost) {
    String nearest = said(found, cost);
    if (uniform.isEmpty()) {
      return "Nothing with one ratio throughout is within the budget; the nearest is at "
          + nearest
          + ".";
    }
    String other = said(uniform.get(), cost);
    if (found.distance() >= uniform.get().distance()) {
      return "Nothing within the budget is nearer than the best with one ratio throughout, at "
          + other
          + ": the model may not be trained for mixed widths.";
    }
    return String.format(
        Locale.ROOT,
        "The nearest is at %s; the best with one ratio throughout at %s: %.0f %% nearer.",
        nearest,
        other,
        100 * (1 - found.distance() / uniform.get().distance()));
  }

  private static String said(Candidate candidate, Function<SubGenerator, String> cost) {
    return String.format(
        Locale.ROOT,
        "mean distance %.4f in %s",
        candidate.distance(),
        cost.apply(candidate.subGenerator()));
  }
}
