package studio.anycost.plugins.latent;

import java.io.IOException;
import java.util.OptionalDouble;

/**
 * Adam (Kingma and Ba, "Adam: A Method for Stochastic Optimization", algorithm 1, with its betas):
 * one evaluation a step, at ease with functions that change from step to step.
 */
final class Adam implements Descent {
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final double rate;
  private double[] first = {};
  private double[] second = {};
  private int steps;

  /**
   * @param rate about how far a variable moves in one step, in its own units
   */
  Adam(double rate) {
    this.rate = rate;
  }

  @Override
  public Step step(Smooth function, double[] x) throws IOException {
    double[] gradient = function.at(x).gradient();
    if (steps == 0) {
      first = new double[x.length];
      second = new double[x.length];
    }
    if (!Double.isFinite(Vectors.norm(gradient))) {
      return new Step(x, OptionalDouble.empty(), false);
    }
    steps++;
    double correction1 = 1 - Math.pow(BETA_1, steps);
    double correction2 = 1 - Math.pow(BETA_2, steps);
    double[] next = x.clone();
    for (int i = 0; i < next.length; i++) {
      first[i] += (1 - BETA_1) * (gradient[i] - first[i]);
      second[i] += (1 - BETA_2) * (gradient[i] * gradient[i] - second[i]);
      next[i] -= rate * (first[i] / correction1) / (Math.sqrt(second[i] / correction2) + EPSILON);
    }
    return new Step(next, OptionalDouble.empty(), Vectors.norm(gradient) > 0);
  }
}
