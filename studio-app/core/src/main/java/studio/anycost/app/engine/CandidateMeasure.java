package studio.anycost.app.engine;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.TaskContext;
import studio.anycost.models.bundle.KeptSubGenerator;
import studio.anycost.models.consistency.ConsistencyMeasure;

/** How much sub-generators that a search found differ from the full generator. */
final class CandidateMeasure {
  /** So many at once are compared with the full generator; previews need no more. */
  private static final int MOST = 64;

  private CandidateMeasure() {}

  /**
   * Measures the first of those of which it is not known; blocks, see {@link
   * ConsistencyMeasure#differences}.
   *
   * @param known differences that were measured before
   * @return the candidates in their order
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  static List<KeptSubGenerator> of(
      Generator generator,
      List<Candidate> candidates,
      Map<SubGenerator, Double> known,
      TaskContext<?> task)
      throws IOException {
    Set<SubGenerator> unknown =
        candidates.stream()
            .map(Candidate::subGenerator)
            .filter(each -> !known.containsKey(each))
            .limit(MOST)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Map<SubGenerator, Double> all = new HashMap<>(known);
    all.putAll(ConsistencyMeasure.differences(generator, unknown, task));
    return with(candidates, all);
  }

  /** The candidates with those differences that are known. */
  static List<KeptSubGenerator> with(
      List<Candidate> candidates, Map<SubGenerator, Double> differences) {
    return candidates.stream()
        .map(each -> new KeptSubGenerator(each, optional(differences.get(each.subGenerator()))))
        .toList();
  }

  private static OptionalDouble optional(Double known) {
    return known == null ? OptionalDouble.empty() : OptionalDouble.of(known);
  }
}
