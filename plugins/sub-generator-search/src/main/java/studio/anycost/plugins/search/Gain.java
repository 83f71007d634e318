package studio.anycost.plugins.search;

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
      return Texts.of("gain.nothingWithOneRatio", nearest);
    }
    String other = said(uniform.get(), cost);
    if (found.distance() >= uniform.get().distance()) {
      return Texts.of("gain.nothingWithinTheBudget", other);
    }
    return Texts.of(
        "gain.theNearestIsAt",
        nearest,
        other,
        100 * (1 - found.distance() / uniform.get().distance()));
  }

  private static String said(Candidate candidate, Function<SubGenerator, String> cost) {
    return Texts.of(
        "gain.meanDistanceIn", candidate.distance(), cost.apply(candidate.subGenerator()));
  }
}
