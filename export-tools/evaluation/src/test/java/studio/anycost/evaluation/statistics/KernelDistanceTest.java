package studio.anycost.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class KernelDistanceTest {
  private static DMatrixRMaj matrix(List<float[]> rows) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows.size(), rows.get(0).length);
    for (int i = 0; i < matrix.numRows; i++) {
      for (int j = 0; j < matrix.numCols; j++) {
        matrix.set(i, j, rows.get(i)[j]);
      }
    }
    return matrix;
  }

  private static List<float[]> normal(int count, double shift, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] row = new float[5];
      for (int j = 0; j < row.length; j++) {
        row[j] = (float) (random.nextGaussian() + shift);
      }
      rows.add(row);
    }
    return rows;
  }

  private static KernelDistance between(List<float[]> one, List<float[]> other) {
    return KernelDistance.between(one, other, 3, () -> {});
  }

  @Test
  void theEstimateIsThatOfNumPy() throws IOException {
    Golden golden = Golden.read();
    assertThat(
            KernelDistance.unbiased(matrix(golden.rows("smallA")), matrix(golden.rows("smallB"))))
        .isCloseTo(golden.number("mmd"), within(1e-10));
  }

  @Test
  void isNearZeroForOneDistributionAndFarForTwo() {
    KernelDistance same = between(normal(400, 0, 1), normal(300, 0, 2));
    assertThat(same.size()).isEqualTo(150);
    assertThat(same.subsets()).isEqualTo(100);
    assertThat(same.deviation()).isPositive();
    assertThat(Math.abs(same.mean())).isLessThan(3 * same.deviation());
    KernelDistance shifted = between(normal(400, 0, 1), normal(300, 0.5, 2));
    assertThat(shifted.mean()).isGreaterThan(3 * shifted.deviation());
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws Exception {
    List<float[]> one = normal(60, 0, 1);
    List<float[]> other = normal(50, 1, 2);
    ForkJoinPool alone = new ForkJoinPool(1);
    try {
      assertThat(alone.submit(() -> between(one, other)).get()).isEqualTo(between(one, other));
    } finally {
      alone.shutdown();
    }
  }

  @Test
  void canBeCancelledBetweenSubsets() {
    List<float[]> rows = normal(20, 0, 1);
    assertThatThrownBy(
            () ->
                KernelDistance.between(
                    rows,
                    rows,
                    0,
                    () -> {
                      throw new CancellationException("enough");
                    }))
        .isInstanceOf(CancellationException.class);
  }
}
