package studio.anycost.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.RgbImage;

class EnlargerTest {
  @Test
  void leavesAPictureAloneAtFactorOne() {
    RgbImage image = RgbImage.of(2, 1, new int[] {0x102030, 0x405060});

    assertThat(Enlarger.enlarge(image, 1)).containsExactly(0xff102030, 0xff405060);
  }

  @Test
  void keepsAnEvenColourExactly() {
    int[] pixels = new int[6];
    Arrays.fill(pixels, 0x7f01fe);

    assertThat(Enlarger.enlarge(RgbImage.of(3, 2, pixels), 4))
        .hasSize(12 * 8)
        .containsOnly(0xff7f01fe);
  }

  @Test
  void rampsSmoothlyBothWays() {
    int[] pixels = new int[64];
    for (int i = 0; i < 64; i++) {
      int level = 20 * (i % 8) + 4 * (i / 8);
      pixels[i] = level << 16 | level << 8 | level;
    }

    int[] large = Enlarger.enlarge(RgbImage.of(8, 8, pixels), 4);

    for (int y = 0; y < 32; y++) {
      for (int x = 1; x < 32; x++) {
        int step = (large[32 * y + x] & 0xff) - (large[32 * y + x - 1] & 0xff);
        assertThat(step).as("step at %s, %s", x, y).isBetween(-1, 8);
      }
    }
    for (int x = 8; x < 24; x++) {
      assertThat((large[32 * 20 + x] & 0xff) - (large[32 * 12 + x] & 0xff)).isBetween(7, 9);
    }
  }

  @Test
  void singlePixelsAreSquares() {
    RgbImage image = RgbImage.of(2, 1, new int[] {0x102030, 0x405060});

    ScreenPicture squares = ScreenPicture.of(image, 64).pixelated();

    int wide = squares.width();
    assertThat(wide).isEqualTo(1536);
    assertThat(squares.height()).isEqualTo(768);
    assertThat(squares.argb()[0]).isEqualTo(0xff102030);
    assertThat(squares.argb()[767 * wide + 767]).isEqualTo(0xff102030);
    assertThat(squares.argb()[768]).isEqualTo(0xff405060);
    assertThat(squares.argb()[768 * wide - 1]).isEqualTo(0xff405060);
  }

  @Test
  void clampsWhatTheFilterOvershoots() {
    int[] pixels = {0, 0, 0xffffff, 0xffffff};

    for (int pixel : Enlarger.enlarge(RgbImage.of(4, 1, pixels), 8)) {
      assertThat(pixel >>> 24).isEqualTo(0xff);
      assertThat(pixel >> 16 & 0xff).isEqualTo(pixel & 0xff);
    }
  }
}
