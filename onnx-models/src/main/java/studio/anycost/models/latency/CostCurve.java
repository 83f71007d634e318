package studio.anycost.models.latency;

import java.util.Arrays;
import java.util.List;

/**
 * Time as a sum of counted quantities, each at its own non-negative price. Immutable.
 *
 * <p>Fitted to relative errors, because a wrong millisecond matters at 4 px and not at 1024, and
 * drawn towards a curve that was known before, as far as the measurements leave it open: with none
 * it is that curve, with one it is that curve scaled, with many it is theirs.
 */
final class CostCurve {
  /** One measurement. */
  record Sample(double[] features, double milliseconds, double weight) {}

  /** Strength of the known curve, as that of so many measurements. */
  private static final double STIFFNESS = 0.1;

  /** Relative error from which on a measurement counts less: it was disturbed. */
  private static final double OUTLIER = 0.15;

  private static final int ROBUST_ROUNDS = 3;

  /** No price can explain less than this. */
  private static final double SHORTEST = 1e-4;

  private final double[] coefficients;
  private final double error;

  CostCurve(double[] coefficients) {
    this(coefficients, 0);
  }

  private CostCurve(double[] coefficients, double error) {
    this.coefficients = coefficients.clone();
    this.error = error;
  }

  /** Predicted milliseconds, above 0. */
  double milliseconds(double[] features) {
    double sum = 0;
    for (int i = 0; i < coefficients.length; i++) {
      sum += coefficients[i] * features[i];
    }
    return Math.max(SHORTEST, sum);
  }

  /** Typical relative error at the measurements that it was fitted to; 0 without any. */
  double error() {
    return error;
  }

  /** The curve through measurements, starting from this one. */
  CostCurve fittedTo(List<Sample> samples) {
    if (samples.isEmpty()) {
      return this;
    }
    CostCurve known = scaledTo(samples);
    double[][] rows = new double[samples.size()][];
    double[] weights = new double[samples.size()];
    for (int i = 0; i < rows.length; i++) {
      Sample sample = samples.get(i);
      double time = Math.max(SHORTEST, sample.milliseconds());
      rows[i] = Arrays.stream(sample.features()).map(value -> value / time).toArray();
      weights[i] = sample.weight();
    }
    double[] solution = known.coefficients;
    for (int round = 0; round < ROBUST_ROUNDS; round++) {
      double[] robust = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        double off = Math.abs(dot(rows[i], solution) - 1);
        robust[i] = weights[i] * (round == 0 || off < OUTLIER ? 1 : OUTLIER / off);
      }
      solution = NonNegativeFit.towardsOne(rows, robust, known.coefficients, STIFFNESS);
    }
    return new CostCurve(solution, typicalError(rows, solution));
  }

  /** The same prices times what makes the middle measurement right. */
  private CostCurve scaledTo(List<Sample> samples) {
    double[] ratios =
        samples.stream()
            .mapToDouble(
                sample ->
                    Math.max(SHORTEST, sample.milliseconds()) / milliseconds(sample.features()))
            .toArray();
    double scale = Quantiles.of(ratios, 0.5);
    return new CostCurve(Arrays.stream(coefficients).map(price -> price * scale).toArray());
  }

  private static double typicalError(double[][] rows, double[] solution) {
    double[] errors =
        Arrays.stream(rows).mapToDouble(row -> Math.abs(dot(row, solution) - 1)).toArray();
    return Quantiles.of(errors, 0.7);
  }

  private static double dot(double[] row, double[] solution) {
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      sum += row[i] * solution[i];
    }
    return sum;
  }
}
