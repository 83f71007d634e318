package studio.anycost.models.graph.gradient;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.anycost.models.graph.InvalidGraphException;
import studio.anycost.models.words.Texts;

/** Operators that work number by number. */
final class PointwiseRules {
  private PointwiseRules() {}

  static void addTo(Map<String, Rule> rules) {
    rules.put("Add", step -> giveAll(step, 1));
    rules.put("Sum", step -> giveAll(step, 1));
    rules.put("Mean", step -> giveAll(step, 1.0 / step.inputs()));
    rules.put("Sub", PointwiseRules::subtraction);
    rules.put("Mul", PointwiseRules::product);
    rules.put("Div", PointwiseRules::quotient);
    rules.put("Pow", PointwiseRules::power);
    rules.put("Where", PointwiseRules::choice);
    rules.put("Max", PointwiseRules::extreme);
    rules.put("Min", PointwiseRules::extreme);
    rules.put("Identity", step -> step.give(0, step.gradient()));
    rules.put("Cast", PointwiseRules::cast);
    rules.put("Neg", step -> step.give(0, step.add("Neg", step.gradient())));
    rules.put("Abs", step -> scale(step, step.add("Sign", step.input(0))));
    rules.put("Exp", step -> scale(step, step.output()));
    rules.put("Log", step -> step.give(0, step.add("Div", step.gradient(), step.input(0))));
    rules.put("Sin", step -> scale(step, step.add("Cos", step.input(0))));
    rules.put("Cos", step -> scale(step, step.add("Neg", step.add("Sin", step.input(0)))));
    rules.put("Sqrt", PointwiseRules::root);
    rules.put("Reciprocal", PointwiseRules::reciprocal);
    rules.put("Sigmoid", PointwiseRules::sigmoid);
    rules.put("Tanh", PointwiseRules::tanh);
    rules.put("Erf", PointwiseRules::erf);
    rules.put("Softplus", step -> scale(step, step.add("Sigmoid", step.input(0))));
    rules.put("Relu", step -> step.give(0, step.where(positive(step), step.gradient())));
    rules.put("LeakyRelu", PointwiseRules::leaky);
    rules.put("Elu", PointwiseRules::elu);
    rules.put("PRelu", PointwiseRules::prelu);
    rules.put("Clip", PointwiseRules::clip);
    rules.put("HardSigmoid", PointwiseRules::hardSigmoid);
    rules.put("HardSwish", PointwiseRules::hardSwish);
    // Steps: their derivative is 0 wherever there is one.
    for (String operator : List.of("Ceil", "Floor", "Round", "Sign")) {
      rules.put(operator, step -> {});
    }
  }

  /** The gradient times a factor of the same shape. */
  private static void scale(Step step, String factor) {
    step.give(0, step.add("Mul", step.gradient(), factor));
  }

  private static String positive(Step step) {
    return step.add("Greater", step.input(0), step.number(0));
  }

  private static void giveAll(Step step, double factor) throws InvalidGraphException {
    String gradient = step.times(step.gradient(), factor);
    for (int i = 0; i < step.inputs(); i++) {
      if (step.needs(i)) {
        step.giveBroadcast(i, gradient);
      }
    }
  }

  private static void subtraction(Step step) throws InvalidGraphException {
    if (step.needs(0)) {
      step.giveBroadcast(0, step.gradient());
    }
    if (step.needs(1)) {
      step.giveBroadcast(1, step.add("Neg", step.gradient()));
    }
  }

  private static void product(Step step) throws InvalidGraphException {
    for (int i = 0; i < 2; i++) {
      if (step.needs(i)) {
        step.giveBroadcast(i, step.add("Mul", step.gradient(), step.input(1 - i)));
      }
    }
  }

  private static void quotient(Step step) throws InvalidGraphException {
    String share = step.add("Div", step.gradient(), step.input(1));
    if (step.needs(0)) {
      step.giveBroadcast(0, share);
    }
    if (step.needs(1)) {
      step.giveBroadcast(1, step.add("Neg", step.add("Mul", share, step.output())));
    }
  }

  private static void power(Step step) throws InvalidGraphException {
    if (step.needs(0)) {
      Optional<float[]> exponent = step.floats(1);
      String slope;
      if (exponent.isPresent() && exponent.get().length == 1) {
        float by = exponent.get()[0];
        // Without Pow for the squares that losses are made of: it is slow, and not a number below
        // 0.
        String lower =
            by == 2 ? step.input(0) : step.add("Pow", step.input(0), step.number(by - 1));
        slope = step.times(lower, by);
      } else {
        String less = step.add("Sub", step.input(1), step.number(1));
        slope = step.add("Mul", step.input(1), step.add("Pow", step.input(0), less));
      }
      step.giveBroadcast(0, step.add("Mul", step.gradient(), slope));
    }
    if (step.needs(1)) {
      String log = step.add("Log", step.input(0));
      step.giveBroadcast(1, step.add("Mul", step.gradient(), step.add("Mul", step.output(), log)));
    }
  }

  private static void choice(Step step) throws InvalidGraphException {
    if (step.needs(1)) {
      step.giveBroadcast(1, step.where(step.input(0), step.gradient()));
    }
    if (step.needs(2)) {
      step.giveBroadcast(2, step.add("Where", step.input(0), step.number(0), step.gradient()));
    }
  }

  /** Where several are the largest, the first gets the gradient. */
  private static void extreme(Step step) throws InvalidGraphException {
    String free = null;
    for (int i = 0; i < step.inputs(); i++) {
      String chosen = step.add("Equal", step.input(i), step.output());
      if (free != null) {
        chosen = step.add("And", chosen, free);
      }
      if (step.needs(i)) {
        step.giveBroadcast(i, step.where(chosen, step.gradient()));
      }
      String other = step.add("Not", chosen);
      free = free == null ? other : step.add("And", free, other);
    }
  }

  private static void cast(Step step) {
    step.give(
        0, step.add("Cast", List.of(step.gradient()), Nodes.integer("to", step.inputType(0))));
  }

  private static void root(Step step) {
    step.give(0, step.add("Div", step.times(step.gradient(), 0.5), step.output()));
  }

  private static void reciprocal(Step step) {
    String square = step.add("Mul", step.output(), step.output());
    step.give(0, step.add("Neg", step.add("Mul", step.gradient(), square)));
  }

  private static void sigmoid(Step step) {
    String rest = step.add("Sub", step.number(1), step.output());
    scale(step, step.add("Mul", step.output(), rest));
  }

  private static void tanh(Step step) {
    String square = step.add("Mul", step.output(), step.output());
    scale(step, step.add("Sub", step.number(1), square));
  }

  private static void erf(Step step) {
    String square = step.add("Mul", step.input(0), step.input(0));
    String bell = step.add("Exp", step.add("Neg", square));
    scale(step, step.times(bell, 2 / Math.sqrt(Math.PI)));
  }

  private static void leaky(Step step) {
    String below = step.times(step.gradient(), step.real("alpha", 0.01));
    step.give(0, step.add("Where", positive(step), step.gradient(), below));
  }

  /** Below 0 it is {@code alpha (exp(x) - 1)}, with the slope {@code y + alpha}. */
  private static void elu(Step step) {
    String slope = step.add("Add", step.output(), step.number(step.real("alpha", 1)));
    String below = step.add("Mul", step.gradient(), slope);
    step.give(0, step.add("Where", positive(step), step.gradient(), below));
  }

  private static void prelu(Step step) throws InvalidGraphException {
    if (step.needs(0)) {
      String below = step.add("Mul", step.gradient(), step.input(1));
      step.give(0, step.add("Where", positive(step), step.gradient(), below));
    }
    if (step.needs(1)) {
      String below = step.add("Mul", step.gradient(), step.input(0));
      step.giveBroadcast(1, step.add("Where", positive(step), step.number(0), below));
    }
  }

  private static void clip(Step step) throws InvalidGraphException {
    if (step.needs(1) || step.needs(2)) {
      throw step.fault(Texts.of("graph.pointwiseRules.limits"));
    }
    // Truth values are a quarter of the numbers: one choice among those is enough.
    Optional<String> inside = Optional.empty();
    if (step.hasInput(1)) {
      inside = Optional.of(step.add("GreaterOrEqual", step.input(0), step.input(1)));
    }
    if (step.hasInput(2)) {
      String below = step.add("LessOrEqual", step.input(0), step.input(2));
      inside = Optional.of(inside.map(above -> step.add("And", above, below)).orElse(below));
    }
    step.give(0, inside.map(where -> step.where(where, step.gradient())).orElse(step.gradient()));
  }

  private static void hardSigmoid(Step step) {
    String above = step.add("Greater", step.output(), step.number(0));
    String below = step.add("Less", step.output(), step.number(1));
    step.give(
        0,
        step.where(
            step.add("And", above, below), step.times(step.gradient(), step.real("alpha", 0.2))));
  }

  /** {@code x max(0, min(1, x/6 + 1/2))}: the slope is 0, {@code x/3 + 1/2}, then 1. */
  private static void hardSwish(Step step) {
    String slope = step.add("Add", step.times(step.input(0), 1.0 / 3), step.number(0.5));
    String above = step.add("Greater", step.input(0), step.number(-3));
    String below = step.add("Less", step.input(0), step.number(3));
    String inner = step.add("Where", below, slope, step.number(1));
    scale(step, step.where(above, inner));
  }
}
