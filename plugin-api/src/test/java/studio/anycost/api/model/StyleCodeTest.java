package studio.anycost.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class StyleCodeTest {
  private static final int COUNT = 6;
  private static final int DIMENSION = 5;
  private final Random random = new Random(17);

  @Test
  void movesOnlyTheFirstStylesAndExactlyAlongTheDirection() {
    for (int round = 0; round < 50; round++) {
      StyleCode code = randomCode();
      float[] direction = randomStyle();
      double step = random.nextGaussian();
      int styles = random.nextInt(COUNT + 1);
      StyleCode moved = code.plus(direction, step, styles);
      for (int style = 0; style < COUNT; style++) {
        for (int i = 0; i < DIMENSION; i++) {
          float expected =
              code.get(style, i) + (style < styles ? (float) (step * direction[i]) : 0f);
          assertThat(moved.get(style, i)).isEqualTo(expected);
        }
      }
      assertThat(moved.firstDifference(code)).isEqualTo(styles == 0 ? COUNT : 0);
    }
  }

  @Test
  void truncationGoesFromTheMeanToTheCodeInAStraightLine() {
    StyleCode code = randomCode();
    float[] mean = randomStyle();
    assertThat(code.truncated(mean, 1)).isEqualTo(code);
    assertThat(code.truncated(mean, 0)).isEqualTo(StyleCode.broadcast(mean, COUNT));
    StyleCode half = code.truncated(mean, 0.5);
    for (int style = 0; style < COUNT; style++) {
      for (int i = 0; i < DIMENSION; i++) {
        assertThat(half.get(style, i)).isCloseTo((code.get(style, i) + mean[i]) / 2, within(1e-6f));
      }
    }
  }

  @Test
  void mixingTakesEarlyStylesFromOneAndLateStylesFromTheOther() {
    StyleCode early = randomCode();
    StyleCode late = randomCode();
    for (int crossover = 0; crossover <= COUNT; crossover++) {
      StyleCode mixed = early.mixedWith(late, crossover);
      for (int style = 0; style < COUNT; style++) {
        assertThat(mixed.style(style))
            .containsExactly((style < crossover ? early : late).style(style));
      }
      assertThat(mixed.firstDifference(early)).isEqualTo(crossover);
    }
    assertThatThrownBy(() -> early.mixedWith(late, COUNT + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0..6");
  }

  @Test
  void interpolationMeetsBothEnds() {
    StyleCode from = randomCode();
    StyleCode to = randomCode();
    assertThat(from.interpolated(to, 0)).isEqualTo(from);
    StyleCode end = from.interpolated(to, 1);
    for (int i = 0; i < DIMENSION; i++) {
      assertThat(end.get(2, i)).isCloseTo(to.get(2, i), within(1e-6f));
    }
  }

  @Test
  void nobodyCanChangeACode() {
    float[] data = {1, 2, 3, 4};
    StyleCode code = StyleCode.of(2, 2, data);
    data[0] = 9;
    code.toArray()[1] = 9;
    code.style(1)[0] = 9;
    assertThat(code.toArray()).containsExactly(1, 2, 3, 4);
    assertThat(code).isEqualTo(StyleCode.of(2, 2, new float[] {1, 2, 3, 4}));
    assertThat(code.hashCode()).isEqualTo(StyleCode.of(2, 2, new float[] {1, 2, 3, 4}).hashCode());
  }

  @Test
  void refusesWhatIsNoCode() {
    assertThatThrownBy(() -> StyleCode.of(2, 2, new float[3]))
        .hasMessageContaining("2 styles of 2 values cannot hold 3 values");
    assertThatThrownBy(() -> StyleCode.of(1, 2, new float[] {1, Float.NaN}))
        .hasMessageContaining("not finite");
    assertThatThrownBy(() -> randomCode().plus(new float[DIMENSION - 1], 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> randomCode().truncated(new float[DIMENSION + 1], 0.5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> randomCode().firstDifference(StyleCode.of(1, 1, new float[1])))
        .hasMessageContaining("different shape");
  }

  private StyleCode randomCode() {
    float[] data = new float[COUNT * DIMENSION];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextGaussian();
    }
    return StyleCode.of(COUNT, DIMENSION, data);
  }

  private float[] randomStyle() {
    return randomCode().style(0);
  }
}
