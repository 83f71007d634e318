package studio.anycost.plugins.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static studio.anycost.plugins.blend.BlendFixture.green;
import static studio.anycost.plugins.blend.BlendFixture.noisePhoto;
import static studio.anycost.plugins.blend.BlendFixture.noiseRender;
import static studio.anycost.plugins.blend.BlendFixture.photo;
import static studio.anycost.plugins.blend.BlendFixture.picture;
import static studio.anycost.plugins.blend.BlendFixture.render;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.EditedFace;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.ProgressListener;
import studio.anycost.api.task.TaskContext;

class PhotoBlendTest {
  private static final double SOFT_WAVE = 0.02;

  /** A square in the middle of a photo, turned by an angle. */
  private static Alignment square(int width, int height, double side, double degrees) {
    double angle = Math.toRadians(degrees);
    return new Alignment(
        width / 2.0, height / 2.0, side / 2 * Math.cos(angle), side / 2 * Math.sin(angle));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void withoutAnEditTransferGivesThePhotoBackBitForBit(long seed) throws IOException {
    Random random = new Random(seed);
    int width = 40 + random.nextInt(120);
    int height = 40 + random.nextInt(120);
    RgbImage photo = noisePhoto(width, height, random);
    double side = 20 + random.nextInt(150);
    Alignment square =
        new Alignment(
            random.nextInt(width),
            random.nextInt(height),
            side / 2 * Math.cos(seed),
            side / 2 * Math.sin(seed));
    ImageTensor unedited = noiseRender(64, random);
    ImageTensor same = ImageTensor.of(64, unedited.toArray());

    for (String region : List.of("auto", "face", "head")) {
      assertThat(picture(photo, square, unedited, unedited, "mode", "transfer", "region", region))
          .isEqualTo(photo);
      assertThat(picture(photo, square, same, unedited, "mode", "transfer", "region", region))
          .isEqualTo(photo);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"transfer", "replace"})
  void strengthZeroGivesThePhotoBack(String mode) throws IOException {
    Random random = new Random(9);
    RgbImage photo = noisePhoto(90, 70, random);

    assertThat(
            picture(
                photo,
                square(90, 70, 60, 10),
                noiseRender(32, random),
                noiseRender(32, random),
                "mode",
                mode,
                "strength",
                "0"))
        .isEqualTo(photo);
  }

  @ParameterizedTest
  @ValueSource(strings = {"transfer", "replace"})
  void outsideOfTheMaskNothingChanges(String mode) throws IOException {
    Random random = new Random(3);
    RgbImage photo = noisePhoto(160, 120, random);
    Alignment square = square(160, 120, 100, 0);

    RgbImage blended =
        BlendFixture.blend(
                new EditedFace(photo, square, noiseRender(64, random), noiseRender(64, random)),
                Map.of("mode", mode, "region", "face", "feather", "0.2"),
                Optional.of(BlendFixture.roundFace(0.5, 0.6, 0.2)),
                TaskContext.none())
            .picture();

    int changed = 0;
    for (int y = 0; y < 120; y++) {
      for (int x = 0; x < 160; x++) {
        // The face is 20 px in radius around (80, 70), its forehead a little more, the feather 4.
        double distance = Math.hypot(x + 0.5 - 80, (y + 0.5 - 70) * (y < 70 ? 0.75 : 1));
        if (distance > 26) {
          assertThat(blended.argb(x, y)).as("%d, %d", x, y).isEqualTo(photo.argb(x, y));
        } else if (distance < 14) {
          changed += blended.argb(x, y) == photo.argb(x, y) ? 0 : 1;
        }
      }
    }
    assertThat(changed).isGreaterThan(500);
  }

  @ParameterizedTest
  @CsvSource({"400, 0", "400, 25", "100, -40", "37, 15", "64, 0"})
  void transferAddsTheChangeAndKeepsTheGrain(double side, double degrees) throws IOException {
    Random random = new Random(5);
    RgbImage photo = photo(450, 450, (x, y) -> 120 + 8 * random.nextGaussian());
    ImageTensor unedited = render(64, (x, y) -> 112 + 0.25 * x);
    ImageTensor edited = render(64, (x, y) -> 132 + 0.25 * x);

    RgbImage blended =
        picture(photo, square(450, 450, side, degrees), edited, unedited, "mode", "transfer");

    int reach = (int) (side / 10);
    for (int y = 225 - reach; y <= 225 + reach; y++) {
      for (int x = 225 - reach; x <= 225 + reach; x++) {
        // Bright grain has a little less room to white.
        assertThat(green(blended, x, y) - green(photo, x, y)).isBetween(16, 22);
      }
    }
  }

  @Test
  void halfTheStrengthIsHalfTheChange() throws IOException {
    RgbImage photo = photo(128, 128, (x, y) -> 90);
    ImageTensor unedited = render(64, (x, y) -> 90);
    ImageTensor edited = render(64, (x, y) -> 130);

    RgbImage blended =
        picture(
            photo,
            square(128, 128, 128, 0),
            edited,
            unedited,
            "mode",
            "transfer",
            "strength",
            "0.5");

    assertThat(green(blended, 64, 70)).isEqualTo(110);
  }

  /** Glasses and a beard: dark frames, bright reflections, and a projection that is off. */
  @ParameterizedTest
  @ValueSource(strings = {"transfer", "replace"})
  void strengthGoesEvenlyFromThePhotoToTheWholeEdit(String mode) throws IOException {
    Random random = new Random(6);
    RgbImage photo =
        photo(256, 256, (x, y) -> 170 + 40 * Math.sin(x * 0.1) + 6 * random.nextGaussian());
    ImageTensor unedited = render(128, (x, y) -> 150 + 20 * Math.sin(x * 0.2 + 0.3));
    ImageTensor edited =
        render(
            128,
            (x, y) -> {
              double lens = Math.min(Math.hypot(x - 48, y - 66), Math.hypot(x - 80, y - 66));
              double frame = Math.abs(lens - 12) < 2 ? 20 : 150 + 20 * Math.sin(x * 0.2 + 0.3);
              return lens < 6 ? 255 : y > 90 ? frame - 80 : frame;
            });
    Alignment square = square(256, 256, 256, 8);
    List<RgbImage> pictures = new ArrayList<>();
    for (String strength : List.of("0", "0.125", "0.25", "0.5", "0.75", "0.875", "1")) {
      pictures.add(picture(photo, square, edited, unedited, "mode", mode, "strength", strength));
    }
    RgbImage whole = pictures.get(6);
    double all = distance(photo, whole);

    assertThat(pictures.get(0)).isEqualTo(photo);
    assertThat(all).isGreaterThan(5);
    assertThat(pictures.stream().map(each -> distance(photo, each) / all).toList())
        .usingElementComparator((a, b) -> Math.abs(a - b) < 0.02 ? 0 : 1)
        .containsExactly(0.0, 0.125, 0.25, 0.5, 0.75, 0.875, 1.0);
    assertThat(pictures.stream().map(each -> distance(whole, each) / all).toList())
        .usingElementComparator((a, b) -> Math.abs(a - b) < 0.02 ? 0 : 1)
        .containsExactly(1.0, 0.875, 0.75, 0.5, 0.25, 0.125, 0.0);
  }

  /** Of one pixel, on the average. */
  private static double distance(RgbImage a, RgbImage b) {
    double sum = 0;
    for (int y = 0; y < a.height(); y++) {
      for (int x = 0; x < a.width(); x++) {
        sum += Math.abs(green(a, x, y) - green(b, x, y));
      }
    }
    return sum / a.width() / a.height();
  }

  /** A change that goes beyond white is half as bright at half the strength, too. */
  @Test
  void whatOvershootsIsHadInFullOnlyAtFullStrength() throws IOException {
    RgbImage photo = photo(128, 128, (x, y) -> 200);
    ImageTensor unedited = render(64, (x, y) -> 60);
    ImageTensor edited = render(64, (x, y) -> 220);

    RgbImage half =
        picture(
            photo,
            square(128, 128, 128, 0),
            edited,
            unedited,
            "mode",
            "transfer",
            "strength",
            "0.5");

    assertThat(green(half, 64, 70)).isBetween(227, 228);
  }

  @ParameterizedTest
  @CsvSource({"256, 0", "256, 30", "90, -20", "40, 10"})
  void whatTheEditDrawsArrivesWhereItBelongs(double side, double degrees) throws IOException {
    Alignment square = square(300, 300, side, degrees);
    RgbImage photo = photo(300, 300, (x, y) -> 80);
    ImageTensor unedited = render(128, (x, y) -> 80);
    // A soft dot at (0.6, 0.55) of the square.
    ImageTensor edited =
        render(
            128,
            (x, y) ->
                80
                    + 100
                        * Math.exp(
                            -(Math.pow((x + 0.5) / 128 - 0.6, 2)
                                    + Math.pow((y + 0.5) / 128 - 0.55, 2))
                                / (2 * 0.03 * 0.03)));

    RgbImage blended = picture(photo, square, edited, unedited, "mode", "transfer");

    double sum = 0;
    double sumX = 0;
    double sumY = 0;
    for (int y = 0; y < 300; y++) {
      for (int x = 0; x < 300; x++) {
        int more = green(blended, x, y) - 80;
        sum += more;
        sumX += more * (x + 0.5);
        sumY += more * (y + 0.5);
      }
    }
    double right = 2 * (0.6 - 0.5);
    double below = 2 * (0.55 - 0.5);
    double expectedX = 150 + right * square.axisX() - below * square.axisY();
    double expectedY = 150 + right * square.axisY() + below * square.axisX();
    assertThat(sumX / sum).isCloseTo(expectedX, within(0.3));
    assertThat(sumY / sum).isCloseTo(expectedY, within(0.3));
    double area = 100 * 2 * Math.PI * Math.pow(0.03 * side, 2);
    assertThat(sum).isCloseTo(area, within(0.06 * area));
  }

  @Test
  void aSmallFaceGetsTheAverageOfTheRendersFinestPattern() throws IOException {
    RgbImage photo = photo(100, 100, (x, y) -> 100);
    ImageTensor unedited = render(256, (x, y) -> 100);
    ImageTensor edited = render(256, (x, y) -> (x + y) % 2 == 0 ? 60 : 140);

    RgbImage blended =
        picture(photo, square(100, 100, 64, 17), edited, unedited, "mode", "transfer");

    for (int x = 40; x < 60; x++) {
      assertThat(green(blended, x, 50)).isBetween(98, 102);
    }
  }

  @Test
  void replaceShowsTheRenderInTheLightOfThePhoto() throws IOException {
    // The photo is darker than the projection by 30, and has no features at all.
    RgbImage photo = photo(256, 256, (x, y) -> 90);
    ToDoubleBiFunction<Integer, Integer> features =
        (x, y) -> 120 + (Math.hypot(x - 64, y - 70) < 8 ? 60 : 0);
    ImageTensor face = render(128, features);

    RgbImage blended = picture(photo, square(256, 256, 256, 0), face, face, "mode", "replace");

    int inside = green(blended, 128, 140);
    int beside = green(blended, 128, 180);
    // Three quarters of the light, three quarters of the difference.
    assertThat(inside - beside).isBetween(38, 50);
    assertThat(beside).isBetween(80, 100);
    assertThat(green(blended, 5, 5)).isEqualTo(90);
  }

  /** Hair that turns black: what is left of a colour must not be the difference of two lights. */
  @Test
  void whatTurnsBlackIsBlackInAnyLight() throws IOException {
    RgbImage photo = BlendFixture.photo(128, 128, 120, 120, 120);
    ImageTensor unedited = BlendFixture.render(64, 140, 110, 80);
    ImageTensor edited = BlendFixture.render(64, 20, 16, 12);

    RgbImage blended =
        picture(photo, square(128, 128, 128, 0), edited, unedited, "mode", "transfer");

    int pixel = blended.argb(64, 70);
    int red = pixel >> 16 & 0xff;
    int green = pixel >> 8 & 0xff;
    int blue = pixel & 0xff;
    assertThat(List.of(red, green, blue)).allMatch(level -> level < 35);
    assertThat(Math.abs(red - blue)).isLessThan(5);
    assertThat(Math.abs(red - green)).isLessThan(5);
  }

  /** Bright strands have less room to white than the render's hair, and stay strands. */
  @Test
  void whatGetsBrighterKeepsItsTexture() throws IOException {
    RgbImage photo = photo(128, 128, (x, y) -> x % 16 < 8 ? 200 : 60);
    ImageTensor unedited = render(64, (x, y) -> 130);
    ImageTensor edited = render(64, (x, y) -> 175);

    RgbImage blended =
        picture(photo, square(128, 128, 128, 0), edited, unedited, "mode", "transfer");

    int bright = green(blended, 68, 70);
    int dark = green(blended, 76, 70);
    assertThat(bright).isBetween(212, 230);
    assertThat(dark).isLessThan(bright - 25);
  }

  @Test
  void replaceKeepsTheGrainOfThePhoto() throws IOException {
    Random random = new Random(8);
    RgbImage photo = photo(512, 512, (x, y) -> 120 + 6 * random.nextGaussian());
    ImageTensor face = render(128, (x, y) -> 120 + 40 * Math.sin(x * 0.3) * Math.sin(y * 0.3));

    RgbImage blended = picture(photo, square(512, 512, 512, 0), face, face, "mode", "replace");

    assertThat(grain(blended)).isBetween(0.8 * grain(photo), 1.15 * grain(photo));
  }

  /** Between neighbours in the middle of the face. */
  private static double grain(RgbImage picture) {
    double sum = 0;
    int count = 0;
    for (int y = 230; y < 330; y++) {
      for (int x = 210; x < 300; x++) {
        double step = green(picture, x, y) - green(picture, x + 1, y);
        sum += step * step;
        count++;
      }
    }
    return Math.sqrt(sum / count);
  }

  @ParameterizedTest
  @CsvSource({"transfer, face", "transfer, head", "replace, face", "replace, head"})
  void theBorderOfTheMaskIsNoSteeperThanThePhoto(String mode, String region) throws IOException {
    // Brightness from one side to the other; the projection is off in light and in shape.
    RgbImage photo =
        photo(400, 400, (x, y) -> 40 + 0.4 * x + 12 * Math.sin(SOFT_WAVE * x * y / 40));
    ImageTensor unedited = render(128, (x, y) -> 130 + 15 * Math.sin(y * 0.12));
    ImageTensor edited =
        render(128, (x, y) -> 150 + 15 * Math.sin(y * 0.12) + 10 * Math.cos(x * 0.1));

    RgbImage blended =
        picture(photo, square(400, 400, 400, 0), edited, unedited, "mode", mode, "region", region);

    assertThat(steepest(blended)).isLessThanOrEqualTo(steepest(photo) + 1);
  }

  private static int steepest(RgbImage picture) {
    int most = 0;
    for (int y = 0; y + 1 < picture.height(); y++) {
      for (int x = 0; x + 1 < picture.width(); x++) {
        most = Math.max(most, Math.abs(green(picture, x, y) - green(picture, x + 1, y)));
        most = Math.max(most, Math.abs(green(picture, x, y) - green(picture, x, y + 1)));
      }
    }
    return most;
  }

  @Test
  void whereTheEditMovesEdgesThePhotosOwnDoNotStayAsGhosts() throws IOException {
    // A dark mouth in the photo; the projection has it lower, and the edit opens it wide.
    RgbImage photo = photo(256, 256, (x, y) -> isMouth(x, y, 166, 4) ? 40 : 150);
    ImageTensor unedited = render(128, (x, y) -> isMouth(2 * x, 2 * y, 174, 4) ? 40 : 150);
    ImageTensor edited = render(128, (x, y) -> isMouth(2 * x, 2 * y, 170, 20) ? 230 : 150);

    RgbImage blended =
        picture(photo, square(256, 256, 256, 0), edited, unedited, "mode", "transfer");

    // The old line crosses the opened mouth, which is bright all through.
    List<Integer> column = new ArrayList<>();
    for (int y = 156; y < 186; y++) {
      column.add(green(blended, 128, y));
    }
    assertThat(column).allSatisfy(level -> assertThat(level).isGreaterThan(180));
  }

  private static boolean isMouth(int x, int y, int middle, int half) {
    return Math.abs(x - 128) < 36 && Math.abs(y - middle) < half;
  }

  /** Hair above the face; the photo shows it as the projection does, or a wall. */
  @ParameterizedTest
  @CsvSource({"auto, 40, 90, 50", "auto, 5, 90, 0", "auto, 40, 210, 0", "face, 40, 90, 0"})
  void theMaskGrowsWhereTheEditReachesAndThePhotoShowsTheSame(
      String region, int change, int inPhoto, int least) throws IOException {
    ToDoubleBiFunction<Integer, Integer> head = (x, y) -> y < 30 ? 90 : 150;
    RgbImage photo = photo(256, 256, (x, y) -> y < 60 ? inPhoto : 150);
    ImageTensor unedited = render(128, head);
    ImageTensor edited = render(128, (x, y) -> head.applyAsDouble(x, y) + (y < 30 ? change : 0));

    RgbImage blended =
        BlendFixture.blend(
                new EditedFace(photo, square(256, 256, 256, 0), edited, unedited),
                Map.of("mode", "transfer", "region", region, "feather", "0.1"),
                Optional.of(BlendFixture.roundFace(0.5, 0.6, 0.25)),
                TaskContext.none())
            .picture();

    // Far above the forehead, in the middle of the hair.
    int changed = green(blended, 128, 44) - inPhoto;
    assertThat(100 * changed / change).isBetween(least, least == 0 ? 0 : 100);
    assertThat(green(blended, 128, 250)).isEqualTo(150);
  }

  @Test
  void aFaceAtTheBorderOfThePhotoIsPutInAsFarAsItIsThere() throws IOException {
    RgbImage photo = photo(120, 120, (x, y) -> 100);
    ImageTensor unedited = render(64, (x, y) -> 100);
    ImageTensor edited = render(64, (x, y) -> 140);

    RgbImage blended =
        picture(photo, new Alignment(10, 60, 50, 0), edited, unedited, "mode", "transfer");

    assertThat(green(blended, 0, 66)).isEqualTo(140);
    assertThat(green(blended, 10, 66)).isEqualTo(140);
    assertThat(green(blended, 119, 66)).isEqualTo(100);
  }

  @Test
  void endsWhenCancelled() {
    CancellationSource source = new CancellationSource();
    Random random = new Random(1);
    EditedFace face =
        new EditedFace(
            noisePhoto(300, 300, random),
            square(300, 300, 250, 0),
            noiseRender(64, random),
            noiseRender(64, random));
    ProgressListener cancelling =
        (fraction, message) -> {
          if (message.equals("Blending")) {
            source.cancel();
          }
        };

    assertThatThrownBy(
            () ->
                BlendFixture.blend(
                    face, Map.of(), Optional.empty(), TaskContext.of(source.token(), cancelling)))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void tellsHowFarItIs() throws IOException {
    List<Double> heard = new ArrayList<>();
    Random random = new Random(1);

    BlendFixture.blend(
        new EditedFace(
            noisePhoto(64, 128, random),
            square(64, 128, 60, 0),
            noiseRender(32, random),
            noiseRender(32, random)),
        Map.of(),
        Optional.empty(),
        TaskContext.of(new CancellationSource().token(), (fraction, text) -> heard.add(fraction)));

    assertThat(heard).isSorted().startsWith(0.0).endsWith(1.0).hasSizeGreaterThan(4);
  }
}
