package studio.anycost.app.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.RgbImage;

class CutoutTest {
  /** A brightness of 0..255 at a place of a photo. */
  private interface Shade {
    double at(double x, double y);
  }

  private static RgbImage photo(int width, int height, Shade red, Shade green) {
    int[] pixels = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int r = (int) Math.round(red.at(x + 0.5, y + 0.5));
        int g = (int) Math.round(green.at(x + 0.5, y + 0.5));
        pixels[y * width + x] = r << 16 | g << 8 | 7;
      }
    }
    return RgbImage.of(width, height, pixels);
  }

  private static int red(RgbImage image, int x, int y) {
    return image.argb(x, y) >> 16 & 0xff;
  }

  private static int green(RgbImage image, int x, int y) {
    return image.argb(x, y) >> 8 & 0xff;
  }

  private static Alignment square(double x, double y, double side, double degrees) {
    double angle = Math.toRadians(degrees);
    return new Alignment(x, y, side / 2 * Math.cos(angle), side / 2 * Math.sin(angle));
  }

  @Test
  void thePhotoItselfComesBackUnchanged() {
    Random random = new Random(5);
    int[] pixels = random.ints(64 * 64).map(i -> i & 0xffffff).toArray();
    RgbImage photo = RgbImage.of(64, 64, pixels);
    assertThat(Cutout.of(photo, Alignment.centred(64, 64), 64)).isEqualTo(photo);
  }

  @Test
  void quarterTurnsAreExact() {
    Random random = new Random(6);
    RgbImage photo = RgbImage.of(32, 32, random.ints(1024).map(i -> i & 0xffffff).toArray());
    RgbImage turned = Cutout.of(photo, new Alignment(16, 16, 0, 16), 32);
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 32; x++) {
        // Its right is the photo's bottom, its bottom the photo's left.
        assertThat(turned.argb(x, y)).isEqualTo(photo.argb(31 - y, x));
      }
    }
  }

  /** A smooth picture is known at every place: whatever the square, the result is too. */
  @ParameterizedTest
  @CsvSource({
    "200,150,120,0,64",
    "200,150,120,30,64",
    "180,160,150,-77,33",
    "200,150,60,15,200",
    "210,140,200,45,20",
    "200,150,100,200,100",
    "205.3,148.9,180.7,123,7"
  })
  void turnedSquaresShowWhatLiesThere(
      double centreX, double centreY, double side, double degrees, int result) {
    Shade across = (x, y) -> 40 + 0.45 * x;
    Shade waves = (x, y) -> 128 + 60 * Math.sin(x / 40) * Math.cos(y / 30);
    RgbImage photo = photo(400, 300, across, waves);
    Alignment square = square(centreX, centreY, side, degrees);
    RgbImage cut = Cutout.of(photo, square, result);
    for (int row = 0; row < result; row++) {
      for (int column = 0; column < result; column++) {
        double a = (column + 0.5) / result * 2 - 1;
        double b = (row + 0.5) / result * 2 - 1;
        double x = centreX + a * square.axisX() - b * square.axisY();
        double y = centreY + a * square.axisY() + b * square.axisX();
        assertThat((double) red(cut, column, row)).isCloseTo(across.at(x, y), within(1.2));
        // Averages over an area are a little flatter than the middle.
        double flatter = side / result / 4;
        assertThat((double) green(cut, column, row))
            .isCloseTo(waves.at(x, y), within(1.2 + flatter));
      }
    }
  }

  /** Lines too fine for the result become the grey between them, and no pattern of their own. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 7, 45, 90})
  void finePatternsBecomeGrey(double degrees) {
    RgbImage photo =
        photo(1200, 1200, (x, y) -> (int) x % 2 * 255, (x, y) -> ((int) x + (int) y) % 2 * 255);
    RgbImage cut = Cutout.of(photo, square(600, 600, 800, degrees), 100);
    for (int i = 0; i < 10_000; i++) {
      assertThat(red(cut, i % 100, i / 100)).isCloseTo(128, within(6));
      assertThat(green(cut, i % 100, i / 100)).isCloseTo(128, within(6));
    }
  }

  /** Rings that grow finer outwards: beyond what the result can show, next to nothing is left. */
  @Test
  void waveLengthsBelowTwoPixelsFade() {
    double scale = 3.4;
    int side = 256;
    int photoSide = (int) (side * scale);
    double middle = photoSide / 2.0;
    // The wave length at a distance r is pi / (k r); at the edge it is 1.1 pixels of the result.
    double k = Math.PI / (1.1 * scale * middle);
    RgbImage photo =
        photo(
            photoSide,
            photoSide,
            (x, y) ->
                127.5
                    + 127
                        * Math.cos(k * ((x - middle) * (x - middle) + (y - middle) * (y - middle))),
            (x, y) -> 0);
    RgbImage cut = Cutout.of(photo, square(middle, middle, side * scale, 11), side);
    double beyond = 0;
    int count = 0;
    double inside = 0;
    for (int x = side / 2; x < side; x++) {
      double deviation = Math.abs(red(cut, x, side / 2) - 127.5);
      if (x > side * 0.92) {
        beyond += deviation;
        count++;
      } else if (x < side * 0.6) {
        inside = Math.max(inside, deviation);
      }
    }
    assertThat(inside).isGreaterThan(100);
    assertThat(beyond / count).isLessThan(20);
  }

  @Test
  void anAverageOfAllIsTheAverageOfAll() {
    RgbImage photo = photo(97, 97, (x, y) -> x, (x, y) -> y < 48.5 ? 0 : 255);
    RgbImage cut = Cutout.of(photo, Alignment.centred(97, 97), 1);
    assertThat(red(cut, 0, 0)).isCloseTo(49, within(3));
    assertThat(green(cut, 0, 0)).isCloseTo(129, within(6));
  }

  @Test
  void outsideThePhotoItIsMirrored() {
    RgbImage photo = photo(40, 40, (x, y) -> 3 * x, (x, y) -> 5 * y);
    // The middle of the square is the photo's upper left corner.
    RgbImage cut = Cutout.mirrored(photo, square(0, 0, 40, 0), 40);
    for (int i = 0; i < 20; i++) {
      assertThat(cut.argb(19 - i, 30)).isEqualTo(cut.argb(20 + i, 30));
      assertThat(cut.argb(30, 19 - i)).isEqualTo(cut.argb(30, 20 + i));
    }
    assertThat(cut.argb(20, 20)).isEqualTo(photo.argb(0, 0));
    // Far beyond the opposite border, smaller, and turned.
    RgbImage far = Cutout.mirrored(photo, square(30, 30, 300, 20), 50);
    assertThat(far.width()).isEqualTo(50);
    assertThat(green(far, 25, 25)).isBetween(0, 200);
  }

  @Test
  void squaresThatMissThePhotoAreRefused() {
    RgbImage photo = photo(40, 30, (x, y) -> 0, (x, y) -> 0);
    for (Alignment square :
        new Alignment[] {
          square(-30, 10, 20, 0),
          square(10, 90, 20, 30),
          square(10, 10, 1e9, 0),
          square(1e300, 0, 9, 0)
        }) {
      assertThatThrownBy(() -> Cutout.of(photo, square, 8))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("too far outside");
    }
  }
}
