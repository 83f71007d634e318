package studio.anycost.app.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import studio.anycost.api.model.StyleCode;
import studio.anycost.app.settings.Preferences;

class BaseStyleTest {
  private static final BaseStyle GIVEN =
      new BaseStyle.Given(StyleCode.broadcast(new float[] {1, 2}, 3), "w.npy");

  @Test
  void aDrawnFaceIsTruncatedAndAGivenStyleStaysAsItIs() {
    assertThat(new BaseStyle.Seed(7).psi()).isEqualTo(0.8);
    assertThat(new BaseStyle.Seed(7, 1.2).defaultPsi()).isEqualTo(0.8);
    assertThat(GIVEN.psi()).isEqualTo(1);
    assertThat(GIVEN.withPsi(0.5).defaultPsi()).isEqualTo(1);
    assertThat(Preferences.DEFAULTS.psi()).isEqualTo(new BaseStyle.Seed(7).psi());
  }

  @Test
  void anotherFaceKeepsATruncationThatWasChosenForFaces() {
    assertThat(new BaseStyle.Seed(7, 1.2).drawn(8)).isEqualTo(new BaseStyle.Seed(8, 1.2));
    assertThat(GIVEN.withPsi(0.5).drawn(8)).isEqualTo(new BaseStyle.Seed(8));
  }

  @Test
  void anotherFaceIsDrawnFromTheSameNumbers() {
    BaseStyle.Seed face = new BaseStyle.Seed(7, 1.2, SeedNumbers.NUMPY);
    assertThat(face.drawn(8)).isEqualTo(new BaseStyle.Seed(8, 1.2, SeedNumbers.NUMPY));
    assertThat(face.withPsi(0.5).withNumbers(SeedNumbers.STUDIO))
        .isEqualTo(new BaseStyle.Seed(7, 0.5));
    assertThat(face).isNotEqualTo(new BaseStyle.Seed(7, 1.2));
    assertThatThrownBy(() -> face.drawn(-1)).hasMessageContaining("between 0 and 4294967295");
    assertThat(new BaseStyle.Seed(-1).drawn(-5).seed()).isEqualTo(-5);
  }
}
