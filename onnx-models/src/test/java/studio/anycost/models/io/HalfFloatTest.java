package studio.anycost.models.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HalfFloatTest {
  @Test
  void everyHalfComesBackUnchanged() {
    for (int bits = 0; bits <= 0xffff; bits++) {
      if ((bits & 0x7c00) != 0x7c00) { // not infinite, not NaN
        assertThat(HalfFloat.of(value(bits))).isEqualTo((short) bits);
      }
    }
  }

  @Test
  void othersGoToTheNearest() {
    Random random = new Random(3);
    for (int i = 0; i < 100_000; i++) {
      float value = (float) (random.nextGaussian() * Math.pow(2, random.nextInt(30) - 20));
      int bits = HalfFloat.of(value) & 0xffff;
      double error = Math.abs(value(bits) - (double) value);
      int magnitude = bits & 0x7fff;
      if (magnitude > 0) {
        assertThat(error).isLessThanOrEqualTo(Math.abs(value(bits - 1) - (double) value));
      }
      if (magnitude < 0x7bff) {
        assertThat(error).isLessThanOrEqualTo(Math.abs(value(bits + 1) - (double) value));
      }
    }
  }

  @Test
  void whatIsTooLargeStaysFinite() {
    assertThat(HalfFloat.of(1e9f)).isEqualTo((short) 0x7bff);
    assertThat(HalfFloat.of(-1e9f)).isEqualTo((short) 0xfbff);
  }

  /** IEEE 754 binary16, from its definition. */
  private static float value(int bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double magnitude =
        exponent == 0
            ? fraction * Math.pow(2, -24)
            : (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
    return (float) ((bits & 0x8000) == 0 ? magnitude : -magnitude);
  }
}
