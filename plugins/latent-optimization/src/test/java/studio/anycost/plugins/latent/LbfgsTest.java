package studio.anycost.plugins.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import studio.anycost.plugins.latent.Functions.Counted;

class LbfgsTest {
  private static final int EVALUATIONS = 10;

  private final Lbfgs lbfgs = new Lbfgs(10, EVALUATIONS, 0.1);

  @Test
  void findsTheBottomOfRosenbrocksValley() throws IOException {
    Counted valley = new Counted(Functions::rosenbrock);
    double[] x = {-1.2, 1, -1.2, 1};
    double value = Double.POSITIVE_INFINITY;
    int steps = 0;
    for (; steps < 200 && value > 1e-20; steps++) {
      Descent.Step step = lbfgs.step(valley, x);
      x = step.x();
      value = step.value().orElseThrow();
    }

    assertThat(x).containsExactly(new double[] {1, 1, 1, 1}, within(1e-8));
    assertThat(steps).isLessThan(100);
  }

  @Test
  void neverTakesMoreEvaluationsThanAStepMay() throws IOException {
    Counted valley = new Counted(Functions::rosenbrock);
    double[] x = {-1.2, 1, 3, -4, 2, 2};
    for (int i = 0; i < 60; i++) {
      Smooth asAnother = i % 3 == 0 ? valley : y -> valley.at(y); // begins with one of its own
      x = lbfgs.step(asAnother, x).x();
      assertThat(valley.sinceLast()).isBetween(1, EVALUATIONS);
    }
  }

  @Test
  void sparesTheEvaluationThatTheStepBeforeEndedWith() throws IOException {
    Counted bowl = new Counted(Functions.quadratic(3, 10));
    double[] x = lbfgs.step(bowl, Functions.filled(5, 0)).x();
    for (int i = 0; i < 4; i++) {
      bowl.sinceLast();
      x = lbfgs.step(bowl, x).x();
    }

    assertThat(bowl.sinceLast()).isEqualTo(1); // a step of length 1 that fits at once
  }

  @Test
  void learnsTheCurvatureOfABowl() throws IOException {
    Smooth bowl = Functions.quadratic(-2, 100);
    double[] x = Functions.filled(20, 0);
    for (int i = 0; i < 60; i++) {
      x = lbfgs.step(bowl, x).x();
    }

    assertThat(x).containsExactly(Functions.filled(20, -2), within(1e-4));
  }

  @Test
  void goesDownAFunctionThatIsAnotherOneAtEveryStep() throws IOException {
    Random random = new Random(4);
    double[] x = Functions.filled(30, 5);
    double[] mean = new double[30];
    int last = 200;
    for (int i = 0; i < 2 * last; i++) {
      // Bowls that agree but for a few per cent, as the sub-generators of one generator do.
      Smooth drawn = Functions.quadratic(1 + 0.05 * random.nextGaussian(), 20 + random.nextInt(5));
      x = lbfgs.step(drawn, x).x();
      assertThat(x).doesNotContain(Double.NaN);
      if (i >= last) {
        mean = Vectors.plus(mean, 1.0 / last, x);
      }
    }

    assertThat(mean).containsExactly(Functions.filled(30, 1), within(0.05));
  }

  @Test
  void endsWhereThereIsNoWayDown() throws IOException {
    Smooth flat = x -> new Point(x, 7, new double[x.length]);
    double[] x = {1, 2};

    Descent.Step step = lbfgs.step(flat, x);

    assertThat(step.moved()).isFalse();
    assertThat(step.x()).isSameAs(x);
    assertThat(step.value()).hasValue(7);
  }

  @Test
  void comesToAnEndOnAFunctionWhoseGradientIsWrong() throws IOException {
    Counted uphill = new Counted(x -> new Point(x, x[0] * x[0], new double[] {-2 * x[0]}));
    double[] x = {1};
    Descent.Step step = lbfgs.step(uphill, x);

    assertThat(step.moved()).isFalse();
    assertThat(uphill.sinceLast()).isLessThanOrEqualTo(EVALUATIONS);
  }

  @Test
  void leavesOutPairsThatDoNotCurveUpwards() throws IOException {
    // Concave between -1 and 1, where L-BFGS would otherwise go up.
    Smooth wave =
        x -> {
          double[] gradient = new double[x.length];
          double value = 0;
          for (int i = 0; i < x.length; i++) {
            value += Math.cos(x[i]);
            gradient[i] = -Math.sin(x[i]);
          }
          return new Point(x, value, gradient);
        };
    double[] x = {0.01, -0.02, 0.5};
    double value = wave.at(x).value();
    for (int i = 0; i < 40; i++) {
      Descent.Step step = lbfgs.step(wave, x);
      assertThat(step.value().orElseThrow()).isLessThanOrEqualTo(value);
      value = step.value().orElseThrow();
      x = step.x();
    }

    assertThat(value).isCloseTo(-3, within(1e-9));
  }

  @Test
  void comesBackFromWhereTheFunctionOverflows() throws IOException {
    Smooth cliff =
        x ->
            x[0] > 2
                ? new Point(x, Double.NaN, new double[] {Double.NaN})
                : new Point(x, (x[0] - 1.9) * (x[0] - 1.9), new double[] {2 * (x[0] - 1.9)});
    Lbfgs far = new Lbfgs(10, EVALUATIONS, 50);
    double[] x = {0};
    for (int i = 0; i < 20; i++) {
      x = far.step(cliff, x).x();
    }

    assertThat(x[0]).isCloseTo(1.9, within(1e-6));
  }

  @Test
  void passesOnThatTheWorkWasEnded() {
    Smooth ended =
        x -> {
          throw new CancellationException("ended");
        };

    assertThatThrownBy(() -> lbfgs.step(ended, new double[1]))
        .isInstanceOf(CancellationException.class);
  }
}
