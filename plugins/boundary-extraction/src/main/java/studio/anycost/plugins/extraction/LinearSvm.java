package studio.anycost.plugins.extraction;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;

/**
 * A linear support vector machine with squared hinge loss (Fan et al., LIBLINEAR), solved in the
 * primal by a trust region Newton method, which draws no random numbers.
 */
final class LinearSvm {
  private static final double TOLERANCE = 1e-3;
  private static final int MOST_ITERATIONS = 300;

  static {
    Linear.disableDebugOutput();
  }

  private LinearSvm() {}

  /**
   * Finds the plane.
   *
   * @param features {@code [n][d]}
   * @param present which ones have the attribute; both kinds are there
   * @param penalty weight of an error for features of mean square length 1
   */
  static Plane fit(float[][] features, boolean[] present, double penalty) {
    double scale = 1 / Math.sqrt(meanSquare(features));
    Problem problem = new Problem();
    problem.l = features.length;
    problem.n = features[0].length + 1;
    problem.bias = 1;
    problem.x = new Feature[features.length][];
    problem.y = new double[features.length];
    for (int i = 0; i < features.length; i++) {
      problem.x[i] = nodes(features[i], scale);
      problem.y[i] = present[i] ? 1 : -1;
    }
    Model model =
        Linear.train(
            problem,
            new Parameter(SolverType.L2R_L2LOSS_SVC, penalty, TOLERANCE, MOST_ITERATIONS, 0.1));
    double[] weights = model.getFeatureWeights();
    // LIBLINEAR's weights speak for the label that it met first.
    double sign = model.getLabels()[0] == 1 ? 1 : -1;
    double length = 0;
    for (int i = 0; i + 1 < weights.length; i++) {
      length += weights[i] * weights[i];
    }
    length = Math.sqrt(length);
    double[] normal = new double[weights.length - 1];
    for (int i = 0; i < normal.length; i++) {
      normal[i] = sign * weights[i] / length;
    }
    return new Plane(normal, sign * weights[weights.length - 1] / (length * scale));
  }

  private static Feature[] nodes(float[] values, double scale) {
    Feature[] nodes = new Feature[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      nodes[i] = new FeatureNode(i + 1, values[i] * scale);
    }
    nodes[values.length] = new FeatureNode(values.length + 1, 1);
    return nodes;
  }

  private static double meanSquare(float[][] features) {
    double sum = 0;
    for (float[] one : features) {
      for (float value : one) {
        sum += (double) value * value;
      }
    }
    return Math.max(sum / features.length, Double.MIN_NORMAL);
  }
}
