package studio.anycost.app.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.document.Thumbnail;

class ThumbnailPicturesTest {
  private static RgbImage picture(int side, int noise) {
    Random random = new Random(1);
    int[] pixels = new int[side * side];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = 0xff000000 | 0x804020 + random.nextInt(noise) * 0x010101;
    }
    return RgbImage.of(side, side, pixels);
  }

  @Test
  void aSmallPictureComesBackAsItLooked() throws IOException {
    Thumbnail thumbnail = ThumbnailPictures.of(picture(128, 4));
    assertThat(thumbnail.bytes()).hasSizeLessThan(4000);
    RgbImage read = new ThumbnailPictures().read(thumbnail).orElseThrow();
    assertThat(read.width()).isEqualTo(128);
    assertThat(read.argb(64, 64) >> 16 & 0xff)
        .isCloseTo(0x82, org.assertj.core.data.Offset.offset(6));
  }

  @Test
  void whatIsNoSmallPictureIsNone() throws IOException {
    assertThatThrownBy(() -> ThumbnailPictures.of(picture(512, 120)))
        .isInstanceOf(IllegalArgumentException.class);
    // Few bytes that claim many pixels.
    byte[] bytes = ThumbnailPictures.of(picture(64, 4)).bytes();
    for (int i = 0; i + 8 < bytes.length; i++) {
      if ((bytes[i] & 0xff) == 0xff && (bytes[i + 1] & 0xff) == 0xc0) {
        bytes[i + 5] = 0x7f;
        bytes[i + 7] = 0x7f;
        break;
      }
    }
    assertThat(new ThumbnailPictures().read(Thumbnail.of(bytes))).isEmpty();
    assertThat(new ThumbnailPictures().read(Thumbnail.of(new byte[] {-1, -40, -1, 0}))).isEmpty();
  }
}
