package studio.anycost.models.graph.gradient;

import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import studio.anycost.models.graph.InvalidGraphException;

/** Operators that make one number of many: sums and their like, and softmax. */
final class ReductionRules {
  private ReductionRules() {}

  /** The gradient and the result with the axes that were reduced kept as 1. */
  private record Kept(String gradient, String output, long[] axes, Shape input) {
    /** How many numbers became one. */
    long count() {
      return LongStream.of(axes).map(axis -> input.size((int) axis)).reduce(1, (a, b) -> a * b);
    }
  }

  static void addTo(Map<String, Rule> rules) {
    rules.put("ReduceSum", step -> give(step, kept(step).gradient()));
    rules.put("ReduceMean", ReductionRules::mean);
    rules.put("ReduceSumSquare", ReductionRules::sumSquare);
    rules.put("ReduceL1", ReductionRules::l1);
    rules.put("ReduceL2", ReductionRules::l2);
    rules.put("ReduceMax", ReductionRules::extreme);
    rules.put("ReduceMin", ReductionRules::extreme);
    rules.put("ReduceProd", ReductionRules::product);
    rules.put("ReduceLogSum", ReductionRules::logSum);
    rules.put("ReduceLogSumExp", ReductionRules::logSumExp);
    rules.put("Softmax", ReductionRules::softmax);
    rules.put("LogSoftmax", ReductionRules::logSoftmax);
  }

  private static Kept kept(Step step) throws InvalidGraphException {
    Shape input = step.inputShape(0);
    long[] axes = axes(step, input);
    long[] sizes = input.sizes().clone();
    for (long axis : axes) {
      sizes[(int) axis] = 1;
    }
    Shape shape = new Shape(sizes);
    boolean same = shape.equals(step.outputShape());
    return new Kept(
        same ? step.gradient() : step.reshape(step.gradient(), shape),
        same ? step.output() : step.reshape(step.output(), shape),
        axes,
        input);
  }

  private static long[] axes(Step step, Shape input) throws InvalidGraphException {
    Optional<long[]> listed = step.list("axes", 1);
    if (listed.isEmpty() || listed.get().length == 0) {
      return step.integer("noop_with_empty_axes", 0) != 0
          ? new long[0]
          : LongStream.range(0, input.rank()).toArray();
    }
    return LongStream.of(listed.get()).map(input::axis).toArray();
  }

  /** Repeats a gradient to the shape of the input. */
  private static void give(Step step, String gradient) throws InvalidGraphException {
    step.give(0, step.add("Expand", gradient, step.nodes().integers(step.inputShape(0).sizes())));
  }

  private static void mean(Step step) throws InvalidGraphException {
    Kept kept = kept(step);
    give(step, step.times(kept.gradient(), 1.0 / kept.count()));
  }

  private static void sumSquare(Step step) throws InvalidGraphException {
    step.give(0, step.add("Mul", step.times(kept(step).gradient(), 2), step.input(0)));
  }

  private static void l1(Step step) throws InvalidGraphException {
    step.give(0, step.add("Mul", kept(step).gradient(), step.add("Sign", step.input(0))));
  }

  private static void l2(Step step) throws InvalidGraphException {
    Kept kept = kept(step);
    String unit = step.add("Div", step.input(0), kept.output());
    step.give(0, step.add("Mul", kept.gradient(), unit));
  }

  /** Where several are the largest, all of them share the gradient. */
  private static void extreme(Step step) throws InvalidGraphException {
    Kept kept = kept(step);
    String chosen = step.where(step.add("Equal", step.input(0), kept.output()), step.number(1));
    String share = step.add("Div", kept.gradient(), step.sum(chosen, true, kept.axes()));
    step.give(0, step.add("Mul", share, chosen));
  }

  private static void product(Step step) throws InvalidGraphException {
    Kept kept = kept(step);
    String rest = step.add("Div", kept.output(), step.input(0));
    step.give(0, step.add("Mul", kept.gradient(), rest));
  }

  private static void logSum(Step step) throws InvalidGraphException {
    Kept kept = kept(step);
    give(step, step.add("Div", kept.gradient(), step.add("Exp", kept.output())));
  }

  private static void logSumExp(Step step) throws InvalidGraphException {
    Kept kept = kept(step);
    String share = step.add("Exp", step.add("Sub", step.input(0), kept.output()));
    step.give(0, step.add("Mul", kept.gradient(), share));
  }

  /** {@code y (g - sum(g y))} along the axis. */
  private static void softmax(Step step) throws InvalidGraphException {
    long axis = step.inputShape(0).axis(step.integer("axis", -1));
    String weighted = step.add("Mul", step.gradient(), step.output());
    String common = step.sum(weighted, true, axis);
    step.give(0, step.add("Mul", step.output(), step.add("Sub", step.gradient(), common)));
  }

  private static void logSoftmax(Step step) throws InvalidGraphException {
    long axis = step.inputShape(0).axis(step.integer("axis", -1));
    String share = step.add("Exp", step.output());
    String common = step.sum(step.gradient(), true, axis);
    step.give(0, step.add("Sub", step.gradient(), step.add("Mul", share, common)));
  }

  /** The axes of the pixels of {@code [batch, channels, sizes...]}. */
  static long[] pixelAxes(Shape shape) {
    return IntStream.range(2, shape.rank()).asLongStream().toArray();
  }
}
