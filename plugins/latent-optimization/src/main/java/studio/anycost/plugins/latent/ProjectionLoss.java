package studio.anycost.plugins.latent;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.objective.Evaluation;
import studio.anycost.api.objective.Objective;
import studio.anycost.api.task.CancellationToken;

/** What is minimised, over the variables of a space, for every sub-generator. */
final class ProjectionLoss {
  private final Objective objective;
  private final StyleSpace space;
  private final SharedPull pull;
  private final CancellationToken token;
  private final Map<SubGenerator, Smooth> functions = new HashMap<>();

  /**
   * @param token ends evaluations
   */
  ProjectionLoss(Objective objective, StyleSpace space, SharedPull pull, CancellationToken token) {
    this.objective = objective;
    this.space = space;
    this.pull = pull;
    this.token = token;
  }

  /** The loss of what a sub-generator renders; always the same object for the same one. */
  Smooth by(SubGenerator subGenerator) {
    return functions.computeIfAbsent(subGenerator, drawn -> x -> at(x, drawn));
  }

  private Point at(double[] x, SubGenerator subGenerator) throws IOException {
    token.throwIfCancelled();
    Evaluation evaluation = objective.evaluate(space.code(x), subGenerator, token);
    double[] gradient = space.gradient(evaluation.gradient());
    pull.addGradient(x, gradient);
    return new Point(x, evaluation.loss().value() + pull.value(x), gradient);
  }

  /** Its value alone, which takes less time. */
  double value(double[] x, SubGenerator subGenerator) throws IOException {
    token.throwIfCancelled();
    return objective.loss(space.code(x), subGenerator, token).value() + pull.value(x);
  }
}
