package studio.anycost.models.graph.gradient;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import studio.anycost.models.graph.InvalidGraphException;
import studio.anycost.models.words.Texts;

/** Normalisations. */
final class NormalizationRules {
  private NormalizationRules() {}

  static void addTo(Map<String, Rule> rules) {
    rules.put("BatchNormalization", NormalizationRules::batch);
    rules.put("InstanceNormalization", NormalizationRules::instance);
  }

  private static String perChannel(Step step, String row, Shape features) {
    long[] sizes = new long[features.rank() - 1];
    Arrays.fill(sizes, 1);
    sizes[0] = features.size(1);
    return step.reshape(row, new Shape(sizes));
  }

  /**
   * In inference: {@code (x - mean) scale / sqrt(variance + epsilon) + bias}, channel by channel.
   */
  private static void batch(Step step) throws InvalidGraphException {
    if (step.integer("training_mode", 0) != 0) {
      throw step.fault(Texts.of("graph.normalizationRules.training"));
    }
    for (int i = 1; i < step.inputs(); i++) {
      if (step.needs(i)) {
        throw step.fault(Texts.of("graph.normalizationRules.statistics"));
      }
    }
    String variance = step.add("Add", step.input(4), step.number(step.real("epsilon", 1e-5)));
    String factor = step.add("Div", step.input(1), step.add("Sqrt", variance));
    step.give(0, step.add("Mul", step.gradient(), perChannel(step, factor, step.inputShape(0))));
  }

  /**
   * With {@code n} normalised and {@code g' = g scale}: {@code (g' - mean(g') - n mean(g' n)) / s}.
   */
  private static void instance(Step step) throws InvalidGraphException {
    if (step.needs(1) || step.needs(2)) {
      throw step.fault(Texts.of("graph.normalizationRules.scale"));
    }
    Shape features = step.inputShape(0);
    long[] axes = ReductionRules.pixelAxes(features);
    double count =
        LongStream.of(axes).map(axis -> features.size((int) axis)).reduce(1, (a, b) -> a * b);
    String centred = step.add("Sub", step.input(0), mean(step, step.input(0), axes, count));
    String variance = mean(step, step.add("Mul", centred, centred), axes, count);
    String deviation =
        step.add("Sqrt", step.add("Add", variance, step.number(step.real("epsilon", 1e-5))));
    String normal = step.add("Div", centred, deviation);
    String scaled = step.add("Mul", step.gradient(), perChannel(step, step.input(1), features));
    String common = mean(step, scaled, axes, count);
    String along =
        step.add("Mul", normal, mean(step, step.add("Mul", scaled, normal), axes, count));
    String rest = step.add("Sub", step.add("Sub", scaled, common), along);
    step.give(0, step.add("Div", rest, deviation));
  }

  private static String mean(Step step, String value, long[] axes, double count) {
    return step.times(
        step.add(
            "ReduceSum", List.of(value, step.nodes().integers(axes)), Nodes.integer("keepdims", 1)),
        1 / count);
  }
}
