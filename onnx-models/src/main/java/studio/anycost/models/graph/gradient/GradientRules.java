package studio.anycost.models.graph.gradient;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules of all operators that have one. */
final class GradientRules {
  private static final Map<String, Rule> RULES = all();

  private GradientRules() {}

  private static Map<String, Rule> all() {
    Map<String, Rule> rules = new HashMap<>();
    PointwiseRules.addTo(rules);
    MatrixRules.addTo(rules);
    ConvolutionRules.addTo(rules);
    PoolingRules.addTo(rules);
    ReductionRules.addTo(rules);
    NormalizationRules.addTo(rules);
    ResampleRules.addTo(rules);
    LayoutRules.addTo(rules);
    return Map.copyOf(rules);
  }

  static Optional<Rule> of(String operator) {
    return Optional.ofNullable(RULES.get(operator));
  }

  static Set<String> operators() {
    return RULES.keySet();
  }
}
