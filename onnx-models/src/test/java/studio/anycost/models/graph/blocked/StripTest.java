package studio.anycost.models.graph.blocked;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows of a strip, against the same three windows along one axis without strips. */
class StripTest {
  private static final float[] TRANSPOSED = {0.3f, -0.7f, 0.5f};
  private static final float[] BLUR = {0.1f, 0.4f, 0.3f, 0.2f};
  private static final float[] CONVOLUTION = {0.6f, 1.1f, -0.4f};

  @ParameterizedTest
  @CsvSource({"8,1", "8,2", "16,3", "64,1", "64,2", "64,5", "64,8", "256,7", "1024,32"})
  void giveTheRowsOfTheWhole(int rows, int count) {
    float[] input = random(rows / 2);
    float[] whole = whole(input);
    List<Strip> strips = Strip.cut(rows, count);
    assertThat(strips).hasSize(count);
    int next = 0;
    for (Strip strip : strips) {
      assertThat(strip.from()).isEqualTo(next);
      assertThat(strip.rows()).isBetween(rows / count - 1, rows / count + 2);
      assertThat(strip.inputFrom()).isNotNegative();
      assertThat(strip.inputTo()).isLessThanOrEqualTo(rows / 2);
      assertThat(strip.inputRows()).isLessThanOrEqualTo(strip.rows() / 2 + 3);
      float[] part = strip(input, strip);
      for (int row = 0; row < strip.rows(); row++) {
        assertThat(part[row]).isCloseTo(whole[strip.from() + row], within());
      }
      next = strip.to();
    }
    assertThat(next).isEqualTo(rows);
    assertThat(strips.get(0).first()).isTrue();
    assertThat(strips.get(count - 1).last()).isTrue();
  }

  private static Offset<Float> within() {
    return Offset.offset(1e-5f);
  }

  /** Transposed convolution, blur with padding 1, convolution with padding 1. */
  private static float[] whole(float[] input) {
    float[] transposed = new float[2 * input.length + 1];
    for (int i = 0; i < input.length; i++) {
      for (int a = 0; a < 3; a++) {
        transposed[2 * i + a] += TRANSPOSED[a] * input[i];
      }
    }
    return correlate(correlate(transposed, BLUR, 1, 1), CONVOLUTION, 1, 1);
  }

  /** What the graph of a strip does, with the strip's rows and paddings. */
  private static float[] strip(float[] input, Strip strip) {
    float[] own = Arrays.copyOfRange(input, strip.inputFrom(), strip.inputTo());
    float[] even = correlate(own, new float[] {TRANSPOSED[2], TRANSPOSED[0]}, 1, strip.bottomPad());
    float[] odd = correlate(own, new float[] {TRANSPOSED[1]}, 0, strip.bottomPad());
    assertThat(even).hasSize(strip.phaseRows());
    assertThat(odd).hasSize(strip.phaseRows());
    float[] transposed = new float[2 * even.length];
    for (int i = 0; i < even.length; i++) {
      transposed[2 * i] = even[i];
      transposed[2 * i + 1] = odd[i];
    }
    float[] kernel = new float[BLUR.length + strip.surplusRows()];
    System.arraycopy(BLUR, 0, kernel, strip.surplusRows(), BLUR.length);
    float[] blurred = correlate(transposed, kernel, strip.topPad(), 0);
    assertThat(blurred).hasSize(strip.blurredTo() - strip.blurredFrom());
    float[] result = correlate(blurred, CONVOLUTION, strip.topPad(), strip.bottomPad());
    assertThat(result).hasSize(strip.rows());
    return result;
  }

  private static float[] correlate(float[] values, float[] kernel, int before, int after) {
    float[] result = new float[values.length + before + after - kernel.length + 1];
    for (int i = 0; i < result.length; i++) {
      for (int k = 0; k < kernel.length; k++) {
        int source = i + k - before;
        if (source >= 0 && source < values.length) {
          result[i] += kernel[k] * values[source];
        }
      }
    }
    return result;
  }

  private static float[] random(int count) {
    Random random = new Random(count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
