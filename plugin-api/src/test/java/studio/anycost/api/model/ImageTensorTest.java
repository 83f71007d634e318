package studio.anycost.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageTensorTest {
  @Test
  void clampsAndRoundsToEightBits() {
    ImageTensor image =
        ImageTensor.of(2, new float[] {-1, 1, 0, -7, 1, -1, 0, 7, 0.5f, -0.5f, 0.003f, -0.003f});
    RgbImage rgb = image.toRgb();
    assertThat(rgb.argb(0, 0)).isEqualTo(0xff00ffbf);
    assertThat(rgb.argb(1, 0)).isEqualTo(0xffff0040);
    assertThat(rgb.argb(0, 1)).isEqualTo(0xff808080);
    assertThat(rgb.argb(1, 1)).isEqualTo(0xff00ff7f);
  }

  @Test
  void everyLevelIsReachedAndComesBack() {
    for (int level = 0; level < 256; level++) {
      float value = level / 127.5f - 1;
      int argb = ImageTensor.of(1, new float[] {value, value, value}).toRgb().argb(0, 0);
      assertThat(argb & 0xff).isEqualTo(level);
    }
  }

  @Test
  void comesBackFromEightBitsUnchanged() {
    int[] levels = new int[16];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = 0xff000000 | i * 17 << 16 | (255 - i) << 8 | i;
    }
    RgbImage image = RgbImage.of(4, 4, levels);
    assertThat(ImageTensor.of(image).toRgb()).isEqualTo(image);
    assertThatThrownBy(() -> ImageTensor.of(RgbImage.of(2, 1, new int[2])))
        .hasMessageContaining("2x1 pixels is not square");
  }

  /** A plane that is linear in x and y stays the same plane: the corners keep their places. */
  @ParameterizedTest
  @CsvSource({"5, 9", "9, 5", "8, 3", "3, 256", "256, 112", "2, 1", "1, 4", "7, 7"})
  void resizesWithAlignedCorners(int side, int newSide) {
    float[] data = new float[3 * side * side];
    for (int i = 0; i < data.length; i++) {
      data[i] = plane(side, i);
    }
    ImageTensor resized = ImageTensor.of(side, data).resized(newSide);

    assertThat(resized.side()).isEqualTo(newSide);
    float[] values = resized.toArray();
    double step = newSide > 1 ? (side - 1) / (double) (newSide - 1) : 0;
    for (int i = 0; i < values.length; i++) {
      int colour = i / (newSide * newSide);
      double y = i / newSide % newSide * step;
      double x = i % newSide * step;
      double scale = Math.max(1, side - 1);
      assertThat((double) values[i]).isCloseTo(colour + 0.5 * y / scale - x / scale, within(1e-5));
    }
  }

  private static float plane(int side, int index) {
    int colour = index / (side * side);
    double scale = Math.max(1, side - 1);
    return (float) (colour + 0.5 * (index / side % side) / scale - index % side / scale);
  }

  /** Shrinking reads single places and averages nothing, as the published predictors were fed. */
  @Test
  void readsBetweenTheNeighbouringPixelsOnly() {
    float[] data = new float[3 * 25];
    data[2 * 5 + 2] = 1;
    ImageTensor resized = ImageTensor.of(5, data).resized(3);
    assertThat(resized.get(0, 1, 1)).isEqualTo(1);
    assertThat(resized.get(0, 0, 1)).isZero();
    assertThat(resized.get(0, 1, 2)).isZero();
  }

  @Test
  void isImmutableAndKnowsItsPlanes() {
    float[] data = {1, 2, 3};
    ImageTensor image = ImageTensor.of(1, data);
    data[0] = 9;
    image.toArray()[1] = 9;
    assertThat(image.get(0, 0, 0)).isEqualTo(1);
    assertThat(image.get(1, 0, 0)).isEqualTo(2);
    assertThat(image.get(2, 0, 0)).isEqualTo(3);
    assertThatThrownBy(() -> ImageTensor.of(2, data)).hasMessageContaining("cannot hold 3");
    assertThatThrownBy(() -> RgbImage.of(1, 1, new int[2])).hasMessageContaining("1x1");
    assertThat(image.toRgb().pixels().isReadOnly()).isTrue();
  }
}
