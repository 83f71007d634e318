package studio.anycost.app.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.FacePoints;
import studio.anycost.api.model.RgbImage;

class QuarterTurnTest {
  private static RgbImage noise(int width, int height) {
    Random random = new Random(4);
    return RgbImage.of(width, height, random.ints(width * height).map(i -> i & 0xffffff).toArray());
  }

  @ParameterizedTest
  @CsvSource({"0,NONE", "90,RIGHT", "180,HALF", "270,LEFT", "-90,LEFT", "720,NONE"})
  void areCountedInDegrees(int degrees, QuarterTurn turn) {
    assertThat(QuarterTurn.ofDegrees(degrees)).contains(turn);
    assertThat(QuarterTurn.ofDegrees(degrees + 45)).isEmpty();
    assertThat(turn.right().left()).isEqualTo(turn);
  }

  @Test
  void theUpperLeftCornerGoesToTheRight() {
    RgbImage turned = QuarterTurn.RIGHT.apply(noise(5, 3));
    assertThat(turned.width()).isEqualTo(3);
    assertThat(turned.argb(2, 0)).isEqualTo(noise(5, 3).argb(0, 0));
    assertThat(turned.argb(0, 0)).isEqualTo(noise(5, 3).argb(0, 2));
  }

  /** What a square shows is the same, cut from the turned photo or from the photo as it is. */
  @ParameterizedTest
  @EnumSource
  void squaresShowTheSameInThePhotoAsItIs(QuarterTurn turn) {
    RgbImage photo = noise(60, 40);
    RgbImage turned = turn.apply(photo);
    Alignment square = new Alignment(21, 19, 12, 0);

    Face back = turn.back(new Face(square, 0.5), 60, 40);

    assertThat(Cutout.of(photo, back.alignment(), 24)).isEqualTo(Cutout.of(turned, square, 24));
  }

  @ParameterizedTest
  @EnumSource
  void pointsGoThereAndBack(QuarterTurn turn) {
    FacePoints.Place place = new FacePoints.Place(7, 31);
    assertThat(turn.back(turn.there(place, 60, 40), 60, 40)).isEqualTo(place);
    RgbImage photo = noise(60, 40);
    FacePoints.Place there = turn.there(new FacePoints.Place(7.5, 31.5), 60, 40);
    assertThat(turn.apply(photo).argb((int) there.x(), (int) there.y()))
        .isEqualTo(photo.argb(7, 31));
  }
}
