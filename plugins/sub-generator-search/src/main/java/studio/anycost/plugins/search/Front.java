package studio.anycost.plugins.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.SubGenerator;

/** Which of the known sub-generators no other undercuts. */
final class Front {
  private Front() {}

  /**
   * Those to which no other is preferable: nothing that costs as much or less is nearer.
   *
   * @param distances of all, within the budget
   * @return ascending in price, descending in distance
   */
  static List<Candidate> of(
      Map<SubGenerator, Double> distances, ToDoubleFunction<SubGenerator> price) {
    List<Candidate> front = new ArrayList<>();
    double nearest = Double.POSITIVE_INFINITY;
    for (Candidate candidate : ordered(distances, price)) {
      if (candidate.distance() < nearest) {
        nearest = candidate.distance();
        front.add(candidate);
      }
    }
    return front;
  }

  private static List<Candidate> ordered(
      Map<SubGenerator, Double> distances, ToDoubleFunction<SubGenerator> price) {
    return distances.entrySet().stream()
        .map(entry -> new Candidate(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingDouble(
                    (Candidate candidate) -> price.applyAsDouble(candidate.subGenerator()))
                .thenComparingDouble(Candidate::distance)
                // Any order, but always the same one.
                .thenComparing(candidate -> candidate.subGenerator().toString()))
        .toList();
  }
}
