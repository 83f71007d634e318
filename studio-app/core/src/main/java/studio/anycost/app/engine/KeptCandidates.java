package studio.anycost.app.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.models.bundle.KeptSubGenerator;

/**
 * What previews of a model climb beside its uniform sub-generators.
 *
 * @param all may be none
 * @param inBundle whether the model's bundle holds them, so that they go wherever it goes;
 *     otherwise this machine does
 */
public record KeptCandidates(List<KeptSubGenerator> all, boolean inBundle) {
  public KeptCandidates {
    all = List.copyOf(all);
  }

  /** With the distances that their searches measured. */
  public List<Candidate> candidates() {
    return all.stream().map(KeptSubGenerator::candidate).toList();
  }

  /** How much they differ from the full generator, where that was measured. */
  public Map<SubGenerator, Double> differences() {
    Map<SubGenerator, Double> known = new HashMap<>();
    for (KeptSubGenerator kept : all) {
      kept.difference()
          .ifPresent(difference -> known.put(kept.candidate().subGenerator(), difference));
    }
    return known;
  }
}
