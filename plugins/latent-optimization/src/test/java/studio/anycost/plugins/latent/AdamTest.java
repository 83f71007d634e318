package studio.anycost.plugins.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import studio.anycost.plugins.latent.Functions.Counted;

class AdamTest {
  /** Worked out by hand from algorithm 1 of the paper. */
  @Test
  void makesTheFirstStepsOfThePaper() throws IOException {
    Adam adam = new Adam(0.5);
    Smooth bowl = Functions.quadratic(0, 1);

    double[] first = adam.step(bowl, new double[] {2}).x();
    double[] second = adam.step(bowl, first).x();

    assertThat(first).containsExactly(new double[] {1.5}, within(1e-8));
    double m = (0.9 * 0.1 * 4 + 0.1 * 3) / (1 - 0.81);
    double v = (0.999 * 0.001 * 16 + 0.001 * 9) / (1 - 0.999 * 0.999);
    assertThat(second).containsExactly(new double[] {1.5 - 0.5 * m / Math.sqrt(v)}, within(1e-7));
  }

  @Test
  void findsTheBottomOfABowlWithOneEvaluationAStep() throws IOException {
    Adam adam = new Adam(0.05);
    Counted bowl = new Counted(Functions.quadratic(1, 100));
    double[] x = Functions.filled(10, -1);
    for (int i = 0; i < 500; i++) {
      x = adam.step(bowl, x).x();
      assertThat(bowl.sinceLast()).isEqualTo(1);
    }

    assertThat(x).containsExactly(Functions.filled(10, 1), within(1e-3));
  }

  @Test
  void staysWhereTheGradientIsNoNumber() throws IOException {
    double[] x = {3};
    Descent.Step step = new Adam(1).step(y -> new Point(y, 0, new double[] {Double.NaN}), x);

    assertThat(step.x()).isSameAs(x);
    assertThat(step.moved()).isFalse();
  }
}
