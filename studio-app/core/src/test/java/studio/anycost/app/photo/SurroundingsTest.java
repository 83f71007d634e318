package studio.anycost.app.photo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.RgbImage;

/**
 * Squares that leave the photo, against pictures that a script in NumPy made of the same photo by
 * the steps of FFHQ's own tool: export-tools/reference/make_cutout_golden.py.
 */
class SurroundingsTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "cutout");

  private static RgbImage read(String name) throws IOException {
    return new PhotoReader().read(GOLDEN.resolve(name + ".png")).pixels();
  }

  private static Alignment square(String name) throws IOException {
    JsonNode node = new ObjectMapper().readTree(GOLDEN.resolve("squares.json").toFile()).path(name);
    return new Alignment(
        node.path("centre").get(0).asDouble(),
        node.path("centre").get(1).asDouble(),
        node.path("axis").get(0).asDouble(),
        node.path("axis").get(1).asDouble());
  }

  @ParameterizedTest
  @ValueSource(strings = {"inside", "corner", "turned", "beyond"})
  void showWhatTheToolOfTheDataSetShows(String name) throws IOException {
    RgbImage expected = read(name);
    RgbImage actual = Cutout.of(read("photo"), square(name), expected.width());

    double sum = 0;
    int far = 0;
    for (int y = 0; y < expected.height(); y++) {
      for (int x = 0; x < expected.width(); x++) {
        int difference = 0;
        for (int shift = 0; shift < 24; shift += 8) {
          difference +=
              Math.abs((expected.argb(x, y) >> shift & 0xff) - (actual.argb(x, y) >> shift & 0xff));
        }
        sum += difference / 3.0;
        far += difference / 3 > 12 ? 1 : 0;
      }
    }
    int count = expected.width() * expected.height();
    assertThat(sum / count).isLessThan(1.2);
    assertThat(far).isLessThan(count / 500);
  }

  /** A portrait that fills its file is a square like every other. */
  @Test
  void areNotShownWhereTheSquareLiesWithin() throws IOException {
    RgbImage photo = read("beyond");
    Alignment whole = Alignment.centred(photo.width(), photo.height());
    assertThat(Cutout.of(photo, whole, photo.width())).isEqualTo(photo);
    Alignment turnedABit = new Alignment(50, 50, 50, 0.05);
    assertThat(Surroundings.of(photo, turnedABit)).isEmpty();
    assertThat(Surroundings.of(photo, new Alignment(50, 50, 50, 2))).isPresent();
  }

  /** The size of the result changes its sharpness and nothing else. */
  @Test
  void areTheSameAtEverySize() throws IOException {
    RgbImage photo = read("photo");
    RgbImage large = Cutout.of(photo, square("corner"), 200);
    RgbImage small = Cutout.of(photo, square("corner"), 25);
    for (int y = 0; y < 25; y++) {
      for (int x = 0; x < 25; x++) {
        int sum = 0;
        for (int i = 0; i < 64; i++) {
          sum += large.argb(8 * x + i % 8, 8 * y + i / 8) >> 8 & 0xff;
        }
        assertThat(Math.abs(sum / 64 - (small.argb(x, y) >> 8 & 0xff))).isLessThan(6);
      }
    }
  }

  /** A photo of one colour stays that colour, however far away, thin or small it is. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 400})
  void ofOneColourAreThatColour(int width) {
    int[] pixels = new int[width * 2];
    Arrays.fill(pixels, 0x336699);
    RgbImage photo = RgbImage.of(width, 2, pixels);
    RgbImage cut = Cutout.of(photo, new Alignment(0, 1, 0.6 * width, 0.4 * width), 40);
    for (int i = 0; i < 1600; i++) {
      assertThat(cut.argb(i % 40, i / 40) & 0xffffff).isEqualTo(0x336699);
    }
  }
}
