package studio.anycost.api.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.anycost.api.model.ImageTensor;

class ResamplingTest {
  private static final float NEAR = 1e-5f;

  @Test
  void averagesTheAreaThatAPixelCovers() {
    assertThat(Resampling.of(4, 2).matrix()).containsExactly(0.5f, 0.5f, 0, 0, 0, 0, 0.5f, 0.5f);
    assertThat(Resampling.of(3, 2).matrix())
        .containsExactly(new float[] {2 / 3f, 1 / 3f, 0, 0, 1 / 3f, 2 / 3f}, within(NEAR));
  }

  @Test
  void interpolatesBetweenTheCentresOfPixels() {
    assertThat(Resampling.of(2, 4).matrix())
        .containsExactly(new float[] {1, 0, 0.75f, 0.25f, 0.25f, 0.75f, 0, 1}, within(NEAR));
    assertThat(Resampling.of(1, 3).matrix()).containsExactly(1, 1, 1);
  }

  @Test
  void leavesAPictureOfTheSameSizeAlone() {
    ImageTensor picture = noise(5);
    assertThat(Resampling.of(5, 5).apply(picture)).isSameAs(picture);
    assertThat(Resampling.of(2, 2).matrix()).containsExactly(1, 0, 0, 1);
  }

  @ParameterizedTest
  @CsvSource({"9, 4", "8, 2", "5, 12", "256, 150", "1, 3", "7, 1", "3, 3"})
  void isItsMatrix(int from, int to) {
    Resampling resampling = Resampling.of(from, to);
    ImageTensor picture = noise(from);
    float[] matrix = resampling.matrix();
    for (int i = 0; i < to; i++) {
      float sum = 0;
      for (int j = 0; j < from; j++) {
        sum += matrix[i * from + j];
      }
      assertThat(sum).isCloseTo(1, within(NEAR));
    }
    ImageTensor result = resampling.apply(picture);
    Random places = new Random(1);
    for (int check = 0; check < 20; check++) {
      int plane = places.nextInt(3);
      int y = places.nextInt(to);
      int x = places.nextInt(to);
      double expected = 0;
      for (int i = 0; i < from; i++) {
        for (int j = 0; j < from; j++) {
          expected += matrix[y * from + i] * picture.get(plane, i, j) * matrix[x * from + j];
        }
      }
      assertThat(result.get(plane, y, x)).isCloseTo((float) expected, within(1e-4f));
    }
  }

  @Test
  void refusesWhatIsNoPicture() {
    assertThatThrownBy(() -> Resampling.of(4, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Resampling.of(4, 2).apply(noise(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 px")
        .hasMessageContaining("4 px");
  }

  @Test
  void aRegionThatIsThePictureChangesNothing() {
    ImageTensor picture = noise(6);
    Region all = new Region(0.5, 0.5, 0.5, 0);
    assertThat(RegionSampling.of(all, 6, 6).apply(picture, -1).toArray())
        .containsExactly(picture.toArray(), within(NEAR));
  }

  @Test
  void aRegionMayBeTurned() {
    ImageTensor picture = noise(4);
    // Its right side is the picture's lower one.
    Region turned = new Region(0.5, 0.5, 0, 0.5);
    ImageTensor result = RegionSampling.of(turned, 4, 4).apply(picture, -1);
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 4; x++) {
        assertThat(result.get(1, y, x)).isCloseTo(picture.get(1, x, 3 - y), within(NEAR));
      }
    }
  }

  @Test
  void whatLiesOutsideIsWhatTheCallerSays() {
    float[] white = new float[3 * 16];
    java.util.Arrays.fill(white, 1);
    Region leftOfIt = new Region(0, 0.5, 0.5, 0);
    ImageTensor result = RegionSampling.of(leftOfIt, 4, 4).apply(ImageTensor.of(4, white), -1);
    assertThat(result.get(0, 2, 1)).isEqualTo(-1);
    assertThat(result.get(0, 2, 2)).isEqualTo(1);
  }

  @Test
  void aRegionThatBecomesSmallerIsAveraged() {
    Region all = new Region(0.5, 0.5, 0.5, 0);
    ImageTensor picture = noise(12);
    RegionSampling sampling = RegionSampling.of(all, 12, 4);
    assertThat(sampling.averaging().to()).isEqualTo(4);
    assertThat(sampling.apply(picture, -1).toArray())
        .containsExactly(Resampling.of(12, 4).apply(picture).toArray(), within(NEAR));
    assertThat(RegionSampling.of(all, 5, 4).averaging().to()).isEqualTo(5);
  }

  @Test
  void aRegionIsItsPlacesAndWeights() {
    ImageTensor picture = noise(20);
    RegionSampling sampling = RegionSampling.of(new Region(0.55, 0.4, 0.3, 0.1), 20, 7);
    int[] places = sampling.places();
    float[] weights = sampling.weights();
    float[] averaged = sampling.averaging().apply(picture).toArray();
    int side = sampling.averaging().to();
    ImageTensor result = sampling.apply(picture, 0);
    for (int i = 0; i < 49; i++) {
      double expected = 0;
      for (int tap = 0; tap < 4; tap++) {
        expected += weights[tap * 49 + i] * averaged[2 * side * side + places[tap * 49 + i]];
      }
      assertThat(result.get(2, i / 7, i % 7)).isCloseTo((float) expected, within(NEAR));
    }
  }

  private static ImageTensor noise(int side) {
    Random random = new Random(side);
    float[] values = new float[3 * side * side];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() * 2 - 1;
    }
    return ImageTensor.wrap(side, values);
  }
}
