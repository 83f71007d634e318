package studio.anycost.models.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SeededNormalTest {
  /** Computed by a separate implementation of the documented steps, in another language. */
  @Test
  void givesTheNumbersThatTheDocumentationDefines() {
    assertThat(SeededNormal.z(0, 5))
        .containsExactly(-1.88390839f, 0.864506841f, 0.227607936f, -0.0421126857f, -0.221437886f);
    assertThat(SeededNormal.z(7, 5))
        .containsExactly(0.988474309f, 0.104656644f, -1.86425579f, -1.07004309f, 0.00392020727f);
    assertThat(SeededNormal.z(-1, 4))
        .containsExactly(1.80689597f, -1.10574985f, -0.629715264f, 0.314727753f);
    assertThat(SeededNormal.noise(7, 0, 4))
        .containsExactly(-0.986823857f, 0.75856936f, -0.690855563f, 0.330180019f);
    assertThat(SeededNormal.noise(7, 1, 4))
        .containsExactly(0.356313884f, 0.705322325f, 1.95356953f, -1.61157489f);
    assertThat(SeededNormal.noise(-3, 16, 4))
        .containsExactly(0.898462296f, -0.675271273f, -1.00904012f, -0.319034994f);
  }

  @Test
  void longerDrawsBeginLikeShorterOnes() {
    assertThat(SeededNormal.z(11, 512)).startsWith(SeededNormal.z(11, 33));
  }

  @Test
  void hasTheMomentsOfAStandardNormal() {
    float[] values = SeededNormal.noise(42, 3, 1 << 20);
    double mean = 0;
    double square = 0;
    double fourth = 0;
    double neighbours = 0;
    for (int i = 0; i < values.length; i++) {
      double v = values[i];
      mean += v;
      square += v * v;
      fourth += v * v * v * v;
      neighbours += v * values[(i + 1) % values.length];
    }
    // Ten standard errors of a million draws.
    assertThat(mean / values.length).isBetween(-0.01, 0.01);
    assertThat(square / values.length).isBetween(0.985, 1.015);
    assertThat(fourth / values.length).isBetween(2.9, 3.1);
    assertThat(neighbours / values.length).isBetween(-0.01, 0.01);
  }

  @Test
  void everyValueIsFiniteAndNeighbouringSeedsShareNone() {
    for (long seed = 0; seed < 2000; seed++) {
      float[] here = SeededNormal.z(seed, 64);
      float[] next = SeededNormal.z(seed + 1, 64);
      for (int i = 0; i < here.length; i++) {
        assertThat(Float.isFinite(here[i])).isTrue();
      }
      assertThat(here[0]).isNotEqualTo(next[0]);
      assertThat(here[1]).isNotEqualTo(next[1]);
    }
  }

  @Test
  void refusesWhatCannotBeDrawn() {
    assertThatThrownBy(() -> SeededNormal.z(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SeededNormal.noise(1, -1, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
