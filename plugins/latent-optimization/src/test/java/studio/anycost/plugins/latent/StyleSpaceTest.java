package studio.anycost.plugins.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.StyleCode;

class StyleSpaceTest {
  private static final int COUNT = 4;
  private static final int DIMENSION = 3;

  private static StyleCode code(long seed) {
    Random random = new Random(seed);
    float[] data = new float[COUNT * DIMENSION];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextGaussian();
    }
    return StyleCode.of(COUNT, DIMENSION, data);
  }

  @Test
  void everyStyleIsItsOwnInWPlus() {
    StyleSpace space = new StyleSpace(COUNT, DIMENSION, 0);

    assertThat(space.size()).isEqualTo(COUNT * DIMENSION);
    assertThat(space.code(space.variables(code(1)))).isEqualTo(code(1));
  }

  @Test
  void oneStyleStandsForTheFirst() {
    StyleSpace space = new StyleSpace(COUNT, DIMENSION, 3);
    double[] x = {1, 2, 3, 7, 8, 9};

    assertThat(space.size()).isEqualTo(6);
    assertThat(space.code(x))
        .isEqualTo(
            StyleCode.of(COUNT, DIMENSION, new float[] {1, 2, 3, 1, 2, 3, 1, 2, 3, 7, 8, 9}));
    assertThat(space.variables(space.code(x))).containsExactly(x, within(1e-12));
  }

  @Test
  void theNearestCodeIsTheMeanOfWhatIsShared() {
    StyleSpace space = new StyleSpace(COUNT, 1, COUNT);

    assertThat(space.variables(StyleCode.of(COUNT, 1, new float[] {1, 2, 3, 6})))
        .containsExactly(3);
  }

  @Test
  void cannotShareMoreThanThereIs() {
    assertThatThrownBy(() -> new StyleSpace(COUNT, DIMENSION, COUNT + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Against differences of a function of the code. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2, COUNT})
  void theGradientIsThatOfTheVariables(int shared) {
    StyleSpace space = new StyleSpace(COUNT, DIMENSION, shared);
    double[] x = space.variables(code(2));
    StyleCode factors = code(3); // of a linear function
    double[] gradient = space.gradient(factors);
    for (int i = 0; i < x.length; i++) {
      double[] moved = x.clone();
      moved[i] += 1;
      assertThat(gradient[i])
          .isCloseTo(
              product(factors, space.code(moved)) - product(factors, space.code(x)), within(1e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, COUNT})
  void thePullsGradientIsThatOfItsValue(int shared) {
    StyleSpace space = new StyleSpace(COUNT, DIMENSION, shared);
    SharedPull pull = new SharedPull(space, 0.7);
    double[] x = space.variables(code(4));
    double[] gradient = new double[x.length];
    pull.addGradient(x, gradient);
    for (int i = 0; i < x.length; i++) {
      double[] more = x.clone();
      more[i] += 1e-5;
      double[] less = x.clone();
      less[i] -= 1e-5;
      assertThat(gradient[i]).isCloseTo((pull.value(more) - pull.value(less)) / 2e-5, within(1e-7));
    }
  }

  @Test
  void nothingPullsOneStyleForAll() {
    StyleSpace space = new StyleSpace(COUNT, DIMENSION, COUNT);

    assertThat(new SharedPull(space, 5).value(space.variables(code(6)))).isZero();
  }

  @Test
  void thePullIsTheMeanSquareOfWhatTheStylesDifferBy() {
    StyleSpace space = new StyleSpace(2, 1, 0);

    // The mean is 2; both differ by 1.
    assertThat(new SharedPull(space, 3).value(new double[] {1, 3})).isEqualTo(3);
  }

  private static double product(StyleCode a, StyleCode b) {
    double sum = 0;
    for (int style = 0; style < COUNT; style++) {
      for (int i = 0; i < DIMENSION; i++) {
        sum += (double) a.get(style, i) * b.get(style, i);
      }
    }
    return sum;
  }
}
