package studio.anycost.export.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import studio.anycost.api.model.Boundary;
import studio.anycost.export.boundaries.Direction;
import studio.anycost.models.latent.SeededNormal;

/**
 * What is measured of w.
 *
 * @param mean mean of w, one value per dimension
 * @param deviations standard deviation of w along every direction, in units of w: of {@code w .
 *     normal}, or of a direction with rows the root of the sum of their variances over the sum of
 *     their squared lengths
 */
record StyleStatistics(float[] mean, double[] deviations) {
  /** Number of samples; their seeds are 0, 1, ... of {@link SeededNormal#z}, without truncation. */
  static final int SAMPLES = 10_000;

  /** Samples that are mapped together, and between two looks at the cancellation. */
  private static final int BATCH = 16;

  static StyleStatistics measure(
      MappingNetwork mapping, int dimension, List<Direction> directions, ImportSteps steps) {
    double[] sum = new double[dimension];
    List<Spread> spreads = directions.stream().map(each -> new Spread(each, dimension)).toList();
    for (int start = 0; start < SAMPLES; start += BATCH) {
      steps.report((double) start / SAMPLES, "Measuring styles");
      List<float[]> batch =
          mapping.map(
              IntStream.range(start, Math.min(start + BATCH, SAMPLES))
                  .mapToObj(seed -> SeededNormal.z(seed, dimension))
                  .toList());
      for (int index = 0; index < batch.size(); index++) {
        float[] w = batch.get(index);
        for (int i = 0; i < dimension; i++) {
          sum[i] += w[i];
        }
        for (Spread spread : spreads) {
          spread.add(w, start + index + 1);
        }
      }
    }
    float[] meanStyle = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      meanStyle[i] = (float) (sum[i] / SAMPLES);
    }
    double[] deviations = spreads.stream().mapToDouble(Spread::deviation).toArray();
    return new StyleStatistics(meanStyle, deviations);
  }

  /**
   * The directions with what was measured along them, in their order.
   *
   * @throws ImportException if w does not vary along one
   */
  List<Boundary> boundaries(List<Direction> directions) throws ImportException {
    List<Boundary> result = new ArrayList<>();
    for (int i = 0; i < directions.size(); i++) {
      Direction direction = directions.get(i);
      if (!(deviations[i] > 0)) {
        throw new ImportException(
            "The styles do not vary along the boundary '"
                + direction.name()
                + "'; it belongs to another generator.");
      }
      Boundary boundary =
          Boundary.perStyle(direction.name(), direction.values(), direction.rows(), deviations[i]);
      result.add(direction.validation().map(boundary::validated).orElse(boundary));
    }
    return result;
  }

  /** Mean and squares of w along the rows of one direction. */
  private static final class Spread {
    private final float[] values;
    private final int dimension;
    private final double[] mean;
    private final double[] squares;

    Spread(Direction direction, int dimension) {
      this.values = direction.values();
      this.dimension = dimension;
      this.mean = new double[direction.rows()];
      this.squares = new double[direction.rows()];
    }

    /** Welford: stays exact where the mean is large and the spread small. */
    void add(float[] w, int count) {
      for (int row = 0; row < mean.length; row++) {
        double value = 0;
        for (int i = 0; i < dimension; i++) {
          value += (double) w[i] * values[row * dimension + i];
        }
        double delta = value - mean[row];
        mean[row] += delta / count;
        squares[row] += delta * (value - mean[row]);
      }
    }

    double deviation() {
      if (squares.length == 1) {
        return Math.sqrt(squares[0] / SAMPLES);
      }
      double lengths = 0;
      for (float value : values) {
        lengths += (double) value * value;
      }
      return Math.sqrt(DoubleStream.of(squares).sum() / SAMPLES / lengths);
    }
  }
}
