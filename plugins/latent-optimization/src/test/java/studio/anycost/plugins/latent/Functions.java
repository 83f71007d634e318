package studio.anycost.plugins.latent;

import java.util.Arrays;

/** Functions whose minimum is known, and counting them. */
final class Functions {
  private Functions() {}

  /** {@code sum (100 (x_{i+1} - x_i^2)^2 + (1 - x_i)^2)}; 0 where all are 1. */
  static Point rosenbrock(double[] x) {
    double value = 0;
    double[] gradient = new double[x.length];
    for (int i = 0; i + 1 < x.length; i++) {
      double valley = x[i + 1] - x[i] * x[i];
      double rest = 1 - x[i];
      value += 100 * valley * valley + rest * rest;
      gradient[i] += -400 * valley * x[i] - 2 * rest;
      gradient[i + 1] += 200 * valley;
    }
    return new Point(x, value, gradient);
  }

  /**
   * {@code sum (c_i (x_i - centre)^2)} with {@code c_i} from 1 to {@code condition}, which is 0 at
   * the centre.
   */
  static Smooth quadratic(double centre, double condition) {
    return x -> {
      double value = 0;
      double[] gradient = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        double curvature = Math.pow(condition, i / (double) Math.max(1, x.length - 1));
        double offset = x[i] - centre;
        value += curvature * offset * offset;
        gradient[i] = 2 * curvature * offset;
      }
      return new Point(x, value, gradient);
    };
  }

  static double[] filled(int length, double value) {
    double[] x = new double[length];
    Arrays.fill(x, value);
    return x;
  }

  /** Counts evaluations. */
  static final class Counted implements Smooth {
    private final Smooth function;
    private int evaluations;

    Counted(Smooth function) {
      this.function = function;
    }

    @Override
    public Point at(double[] x) throws java.io.IOException {
      evaluations++;
      return function.at(x);
    }

    /** How many there were since the last time. */
    int sinceLast() {
      int since = evaluations;
      evaluations = 0;
      return since;
    }
  }
}
