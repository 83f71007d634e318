package studio.anycost.plugins.tagged;

/**
 * Ridge regression of marks (1 and -1) on few samples of many values, in its dual form: {@code
 * normal = X^T (X X^T + lambda I)^-1 y}. The larger lambda is, the nearer it comes to the
 * difference of the two means. Of some lambdas the one that foretells left-out marks best is taken;
 * what is foretold without a sample follows from the fit with it (Cook and Weisberg): {@code y_i -
 * alpha_i / ((K + lambda I)^-1)_ii}.
 */
final class RidgeFit {
  private static final double[] STRENGTHS = {0.1, 0.3, 1, 3, 10};

  private final double[] normal;
  private final double foretold;

  private RidgeFit(double[] normal, double foretold) {
    this.normal = normal;
    this.foretold = foretold;
  }

  /** Of length 1, towards the samples that are marked with yes. */
  double[] normal() {
    return normal.clone();
  }

  /** Share of the marks that the fit to all others foretells. */
  double foretold() {
    return foretold;
  }

  /**
   * @param x {@code [n][d]}, at least one sample of each kind
   * @param yes the marks
   */
  static RidgeFit of(float[][] x, boolean[] yes) {
    double[][] centred = centred(x, yes);
    int n = x.length;
    double[][] kernel = new double[n][n];
    double trace = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        kernel[i][j] = dot(centred[i], centred[j]);
        kernel[j][i] = kernel[i][j];
      }
      trace += kernel[i][i];
    }
    RidgeFit best = null;
    double least = Double.POSITIVE_INFINITY;
    for (double strength : STRENGTHS) {
      double[][] inverse = inverse(kernel, Math.max(strength * trace / n, Double.MIN_NORMAL));
      double[] alpha = new double[n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          alpha[i] += inverse[i][j] * (yes[j] ? 1 : -1);
        }
      }
      double error = 0;
      int right = 0;
      for (int i = 0; i < n; i++) {
        double mark = yes[i] ? 1 : -1;
        double said = mark - alpha[i] / inverse[i][i];
        error += (said - mark) * (said - mark);
        right += said * mark > 0 ? 1 : 0;
      }
      if (error < least) {
        least = error;
        best = new RidgeFit(normal(centred, alpha), right / (double) n);
      }
    }
    return best;
  }

  /** Around the middle between the two kinds, however many there are of each. */
  private static double[][] centred(float[][] x, boolean[] yes) {
    int dimension = x[0].length;
    double[][] sums = new double[2][dimension];
    int[] counts = new int[2];
    for (int i = 0; i < x.length; i++) {
      int kind = yes[i] ? 1 : 0;
      counts[kind]++;
      for (int j = 0; j < dimension; j++) {
        sums[kind][j] += x[i][j];
      }
    }
    double[][] result = new double[x.length][dimension];
    for (int j = 0; j < dimension; j++) {
      double middle = (sums[0][j] / counts[0] + sums[1][j] / counts[1]) / 2;
      for (int i = 0; i < x.length; i++) {
        result[i][j] = x[i][j] - middle;
      }
    }
    return result;
  }

  private static double[] normal(double[][] x, double[] alpha) {
    double[] normal = new double[x[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < normal.length; j++) {
        normal[j] += alpha[i] * x[i][j];
      }
    }
    double length = Math.sqrt(dot(normal, normal));
    for (int j = 0; j < normal.length; j++) {
      normal[j] /= length;
    }
    return normal;
  }

  /** Of a positive definite matrix, by Gauss and Jordan without a choice of pivots. */
  private static double[][] inverse(double[][] kernel, double ridge) {
    int n = kernel.length;
    double[][] left = new double[n][];
    double[][] right = new double[n][n];
    for (int i = 0; i < n; i++) {
      left[i] = kernel[i].clone();
      left[i][i] += ridge;
      right[i][i] = 1;
    }
    for (int pivot = 0; pivot < n; pivot++) {
      double factor = 1 / left[pivot][pivot];
      for (int j = 0; j < n; j++) {
        left[pivot][j] *= factor;
        right[pivot][j] *= factor;
      }
      for (int i = 0; i < n; i++) {
        double times = left[i][pivot];
        if (i != pivot && times != 0) {
          for (int j = 0; j < n; j++) {
            left[i][j] -= times * left[pivot][j];
            right[i][j] -= times * right[pivot][j];
          }
        }
      }
    }
    return right;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
