package studio.anycost.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

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
