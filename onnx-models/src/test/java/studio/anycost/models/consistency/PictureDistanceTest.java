package studio.anycost.models.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.ImageTensor;

class PictureDistanceTest {
  private static final int SIDE = 32;

  /** Pictures of people who have nothing to do with each other. */
  private static List<float[]> faces(int count, double contrast) {
    Random random = new Random(count);
    List<float[]> faces = new ArrayList<>();
    for (int face = 0; face < count; face++) {
      float[] values = new float[3 * SIDE * SIDE];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (contrast * (random.nextDouble() * 2 - 1));
      }
      faces.add(values);
    }
    return faces;
  }

  private static Octaves picture(float[] values) {
    return Octaves.of(ImageTensor.of(SIDE, values), SIDE);
  }

  private static double distance(List<float[]> full, List<float[]> shown) {
    PictureDistance distance =
        new PictureDistance(full.stream().map(PictureDistanceTest::picture).toList());
    for (int face = 0; face < shown.size(); face++) {
      distance.add(face, picture(shown.get(face)));
    }
    return distance.value();
  }

  private static List<float[]> mixed(List<float[]> from, List<float[]> to, double amount) {
    List<float[]> result = new ArrayList<>();
    for (int face = 0; face < from.size(); face++) {
      float[] values = from.get(face).clone();
      for (int i = 0; i < values.length; i++) {
        values[i] += (float) (amount * (to.get(face)[i] - values[i]));
      }
      result.add(values);
    }
    return result;
  }

  private static List<float[]> turned(List<float[]> faces) {
    List<float[]> result = new ArrayList<>(faces.subList(1, faces.size()));
    result.add(faces.get(0));
    return result;
  }

  @Test
  void samePicturesAreNoDistanceApartAndOtherFacesOne() {
    List<float[]> faces = faces(6, 0.8);
    assertThat(distance(faces, faces)).isZero();
    assertThat(distance(faces, turned(faces))).isEqualTo(1, within(0.06));
  }

  @Test
  void itGrowsOnTheWayToAnotherFace() {
    List<float[]> faces = faces(6, 0.8);
    double before = 0;
    for (double amount : new double[] {0.02, 0.1, 0.25, 0.5, 0.75}) {
      double distance = distance(faces, mixed(faces, turned(faces), amount));
      assertThat(distance).isGreaterThan(before).isGreaterThanOrEqualTo(amount);
      before = distance;
    }
    assertThat(before).isLessThan(1.3);
  }

  /** Every second value alike: the same colours from afar, and half the detail gone. */
  @Test
  void aBlurredFaceIsFartherThanItsColoursTell() {
    List<float[]> faces = faces(6, 0.8);
    List<float[]> blurred = new ArrayList<>();
    for (float[] values : faces) {
      float[] half = Octaves.halved(values, SIDE);
      float[] large = new float[values.length];
      for (int row = 0; row < 3 * SIDE; row++) {
        for (int x = 0; x < SIDE; x++) {
          large[row * SIDE + x] = half[row / 2 * (SIDE / 2) + x / 2];
        }
      }
      blurred.add(large);
    }
    // One octave of four is gone: 1 / sqrt 2 of a face's difference, and one detail of three.
    assertThat(distance(faces, blurred)).isEqualTo(0.707 / 4 + 1.0 / 3, within(0.03));
  }

  @Test
  void aPaleModelIsMeasuredLikeAStrongOne() {
    double strong = distance(faces(6, 0.9), mixed(faces(6, 0.9), turned(faces(6, 0.9)), 0.3));
    double pale = distance(faces(6, 0.3), mixed(faces(6, 0.3), turned(faces(6, 0.3)), 0.3));
    assertThat(pale).isEqualTo(strong, within(0.02));
  }

  /** Beyond white is white: nobody sees the difference. */
  @Test
  void whatAScreenDoesNotShowDoesNotCount() {
    List<float[]> faces = faces(3, 0.8);
    faces.forEach(values -> values[5] = 1);
    List<float[]> brighter = mixed(faces, faces, 0);
    brighter.forEach(values -> values[5] = 40);
    assertThat(distance(faces, brighter)).isZero();
  }

  @Test
  void aModelThatShowsOnePictureIsLikeItselfAndUnlikeAnother() {
    List<float[]> one = List.of(faces(1, 0.5).get(0), faces(1, 0.5).get(0));
    assertThat(distance(one, one)).isZero();
    assertThat(distance(one, faces(2, 0.5))).isGreaterThan(10);
  }

  @Test
  void aPictureThatIsNoneIsLikeNothing() {
    List<float[]> faces = faces(3, 0.8);
    List<float[]> broken = mixed(faces, faces, 0);
    broken.get(1)[7] = Float.NaN;
    assertThat(distance(faces, broken)).isNaN();
  }

  /** Hair and skin are drawn anew by sub-generators that are fine. */
  @Test
  void whatIsFinerThanASixtyFourthOfThePictureDoesNotCount() {
    Random random = new Random(1);
    float[] smooth = new float[3 * 256 * 256];
    float[] grainy = new float[3 * 256 * 256];
    for (int row = 0; row < 3 * 256; row += 4) {
      for (int x = 0; x < 256; x += 4) {
        float colour = random.nextFloat() - 0.5f;
        for (int i = 0; i < 16; i++) {
          int at = (row + i / 4) * 256 + x + i % 4;
          smooth[at] = colour;
          grainy[at] = colour + (i % 2 == 0 ? 0.3f : -0.3f);
        }
      }
    }
    Octaves one = Octaves.of(ImageTensor.of(256, smooth), 256);
    Octaves other = Octaves.of(ImageTensor.of(256, grainy), 256);
    assertThat(one.count()).isEqualTo(5);
    for (int octave = 0; octave < 5; octave++) {
      assertThat(one.squaredDifference(other, octave)).isLessThan(1e-12);
    }
  }

  @Test
  void halvingIsTheMeanOfFour() {
    float[] values = new float[3 * 4 * 4];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 100f;
    }
    float[] half = Octaves.halved(values, 4);
    for (int plane = 0; plane < 3; plane++) {
      for (int y = 0; y < 2; y++) {
        for (int x = 0; x < 2; x++) {
          int at = plane * 16 + 2 * y * 4 + 2 * x;
          assertThat(half[plane * 4 + y * 2 + x])
              .isEqualTo((values[at] + values[at + 1] + values[at + 4] + values[at + 5]) / 4);
        }
      }
    }
  }
}
