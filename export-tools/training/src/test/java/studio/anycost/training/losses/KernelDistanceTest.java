package studio.anycost.training.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import studio.anycost.training.tensors.Libtorch;
import studio.anycost.training.tensors.Tensors;

class KernelDistanceTest {
  @Test
  @SuppressWarnings("try") // A scope works by being there.
  void itIsTheUnbiasedEstimate() {
    Libtorch.load();
    try (PointerScope scope = new PointerScope()) {
      double[][] x = {{1, 0}, {0, 2}, {1, 1}};
      double[][] y = {{2, 1}, {0, 1}};
      double expected = sum(x, x, true) / 6 + sum(y, y, true) / 2 - 2 * sum(x, y, false) / 6;
      double found =
          KernelDistance.of(
              Tensors.of(new float[] {1, 0, 0, 2, 1, 1}, 3, 2),
              Tensors.of(new float[] {2, 1, 0, 1}, 2, 2));
      assertThat(found).isCloseTo(expected, within(1e-12));
    }
  }

  private static double sum(double[][] x, double[][] y, boolean same) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < y.length; j++) {
        double product = x[i][0] * y[j][0] + x[i][1] * y[j][1];
        sum += same && i == j ? 0 : Math.pow(product / 2 + 1, 3);
      }
    }
    return sum;
  }
}
