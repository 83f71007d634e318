package studio.anycost.evaluation.statistics;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The squared maximum mean discrepancy between two sets of features with the kernel {@code (x.y / d
 * + 1)^3}: of the features of pictures it is the KID (Binkowski et al., 2018). Unlike the FID it is
 * without bias for few samples, and may therefore come out below 0 where two sets are alike.
 *
 * @param mean over the subsets
 * @param deviation between the subsets, the standard one
 * @param subsets how many random subsets were compared
 * @param size how many samples of each set a subset has
 */
public record KernelDistance(double mean, double deviation, int subsets, int size) {
  /** As published. */
  private static final int SUBSETS = 100;

  private static final int LARGEST = 1000;

  /**
   * Compares random subsets, on all cores: {@value #SUBSETS} of half of the smaller set, but of not
   * more than {@value #LARGEST}, so that subsets differ. Which ones they are depends on the seed
   * alone, so the number of cores changes nothing.
   *
   * @param one at least four, of one length
   * @param other at least four, of the same length
   * @param checkpoint called between subsets, on any thread; what it throws ends the work
   */
  public static KernelDistance between(
      List<float[]> one, List<float[]> other, long seed, Runnable checkpoint) {
    int least = Math.min(one.size(), other.size());
    if (least < 4) {
      throw new IllegalArgumentException("Subsets need four samples of each set at least.");
    }
    int size = Math.min(LARGEST, least / 2);
    double[] distances =
        IntStream.range(0, SUBSETS)
            .parallel()
            .mapToDouble(
                subset -> {
                  checkpoint.run();
                  SplittableRandom random = new SplittableRandom(seed * SUBSETS + subset);
                  return unbiased(drawn(one, size, random), drawn(other, size, random));
                })
            .toArray();
    RunningMean all = new RunningMean();
    double squares = 0;
    for (double distance : distances) {
      all.add(distance);
    }
    double mean = all.estimate().value();
    for (double distance : distances) {
      squares += (distance - mean) * (distance - mean);
    }
    return new KernelDistance(mean, Math.sqrt(squares / SUBSETS), SUBSETS, size);
  }

  /** Different samples, one in each row. */
  private static DMatrixRMaj drawn(List<float[]> all, int size, SplittableRandom random) {
    int[] order = IntStream.range(0, all.size()).toArray();
    int dimension = all.get(0).length;
    DMatrixRMaj rows = new DMatrixRMaj(size, dimension);
    for (int i = 0; i < size; i++) {
      int other = random.nextInt(i, order.length);
      int chosen = order[other];
      order[other] = order[i];
      order[i] = chosen;
      float[] sample = all.get(chosen);
      for (int j = 0; j < dimension; j++) {
        rows.data[i * dimension + j] = sample[j];
      }
    }
    return rows;
  }

  /** The estimate without bias: pairs of a sample with itself do not count. */
  static double unbiased(DMatrixRMaj x, DMatrixRMaj y) {
    double m = x.numRows;
    double n = y.numRows;
    return kernels(x, x, true) / (m * (m - 1))
        + kernels(y, y, true) / (n * (n - 1))
        - 2 * kernels(x, y, false) / (m * n);
  }

  private static double kernels(DMatrixRMaj x, DMatrixRMaj y, boolean same) {
    // By the transpose: its loops run along rows, which the compiler makes vectors of.
    DMatrixRMaj columns = CommonOps_DDRM.transpose(y, null);
    DMatrixRMaj products = new DMatrixRMaj(x.numRows, y.numRows);
    CommonOps_DDRM.mult(x, columns, products);
    double sum = 0;
    for (int i = 0; i < x.numRows; i++) {
      for (int j = 0; j < y.numRows; j++) {
        if (!same || i != j) {
          double value = products.data[i * y.numRows + j] / x.numCols + 1;
          sum += value * value * value;
        }
      }
    }
    return sum;
  }
}
