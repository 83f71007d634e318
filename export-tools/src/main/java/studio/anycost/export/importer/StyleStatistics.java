package studio.anycost.export.importer;

import java.util.List;
import java.util.stream.IntStream;
import studio.anycost.models.latent.SeededNormal;

/**
 * What is measured of w at import.
 *
 * @param mean mean of w, one value per dimension
 * @param deviations standard deviation of {@code w . normal} for every boundary, in units of w
 */
record StyleStatistics(float[] mean, double[] deviations) {
  /** Number of samples; their seeds are 0, 1, ... of {@link SeededNormal#z}, without truncation. */
  static final int SAMPLES = 10_000;

  /** Samples that are mapped together, and between two looks at the cancellation. */
  private static final int BATCH = 16;

  static StyleStatistics measure(
      MappingNetwork mapping, int dimension, List<NamedNormal> normals, ImportSteps steps) {
    double[] sum = new double[dimension];
    double[] mean = new double[normals.size()];
    double[] squares = new double[normals.size()];
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
        for (int b = 0; b < mean.length; b++) {
          // Welford: stays exact where the mean is large and the spread small.
          double value = dot(w, normals.get(b).normal());
          double delta = value - mean[b];
          mean[b] += delta / (start + index + 1);
          squares[b] += delta * (value - mean[b]);
        }
      }
    }
    float[] meanStyle = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      meanStyle[i] = (float) (sum[i] / SAMPLES);
    }
    double[] deviations = new double[mean.length];
    for (int b = 0; b < deviations.length; b++) {
      deviations[b] = Math.sqrt(squares[b] / SAMPLES);
    }
    return new StyleStatistics(meanStyle, deviations);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
