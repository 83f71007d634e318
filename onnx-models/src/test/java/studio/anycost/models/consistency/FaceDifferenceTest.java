package studio.anycost.models.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.ImageTensor;

class FaceDifferenceTest {
  private static final int SIDE = 128;
  private final List<ImageTensor> faces = faces();
  private final FaceDifference difference = FaceDifference.of(faces);

  private static List<ImageTensor> faces() {
    Random random = new Random(5);
    List<ImageTensor> faces = new ArrayList<>();
    for (int face = 0; face < 6; face++) {
      float[] colours = new float[3 * 64];
      for (int i = 0; i < colours.length; i++) {
        colours[i] = random.nextFloat() * 2 - 1;
      }
      float[] values = new float[3 * SIDE * SIDE];
      for (int i = 0; i < values.length; i++) {
        int plane = i / (SIDE * SIDE);
        values[i] = colours[plane * 64 + i / SIDE % SIDE * 8 / SIDE * 8 + i % SIDE * 8 / SIDE];
      }
      faces.add(ImageTensor.wrap(SIDE, values));
    }
    return faces;
  }

  private static ImageTensor mixed(ImageTensor one, ImageTensor other, float amount) {
    float[] a = one.toArray();
    float[] b = other.toArray();
    for (int i = 0; i < a.length; i++) {
      a[i] += amount * (b[i] - a[i]);
    }
    return ImageTensor.wrap(one.side(), a);
  }

  private static ImageTensor halved(ImageTensor image) {
    return ImageTensor.wrap(image.side() / 2, Octaves.halved(image.toArray(), image.side()));
  }

  @Test
  void nothingIsTheSameFaceAndOneAnother() {
    assertThat(difference.between(faces.get(0), faces.get(0))).isZero();
    double sum = 0;
    for (int i = 1; i < faces.size(); i++) {
      sum += difference.between(faces.get(i), faces.get(i - 1));
    }
    assertThat(sum / (faces.size() - 1)).isCloseTo(1, within(0.25));
  }

  @Test
  void growsWithTheDifference() {
    double before = 0;
    for (float amount : new float[] {0.05f, 0.2f, 0.5f}) {
      double now = difference.between(mixed(faces.get(0), faces.get(1), amount), faces.get(0));
      assertThat(now).isGreaterThan(before);
      before = now;
    }
  }

  @Test
  void comparesASmallPictureAtItsOwnSize() {
    ImageTensor small = halved(halved(faces.get(2))); // 32 px
    assertThat(difference.between(small, faces.get(2))).isZero();
    ImageTensor other = halved(halved(mixed(faces.get(2), faces.get(3), 0.3f)));
    ImageTensor large = mixed(faces.get(2), faces.get(3), 0.3f);
    // These pictures have no detail that 32 px lack.
    assertThat(difference.between(other, faces.get(2)))
        .isCloseTo(difference.between(large, faces.get(2)), within(0.02));
  }
}
