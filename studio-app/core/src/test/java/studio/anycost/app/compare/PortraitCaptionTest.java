package studio.anycost.app.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Recipe;

class PortraitCaptionTest {
  private static final PortraitDocument SEED =
      new PortraitDocument("00", new BaseStyle.Seed(9, 0.8), Noise.FIXED, Recipe.EMPTY);

  @Test
  void tellsWhoseFaceItIs() {
    PortraitCaption captions = new PortraitCaption(List.of());
    assertThat(captions.of(SEED)).isEqualTo("seed 9, psi 0.8, no edits");
    StyleCode code = StyleCode.broadcast(new float[2], 4);
    assertThat(captions.of(SEED.withBase(new BaseStyle.Given(code, 1, "Encoder"))))
        .isEqualTo("Encoder, no edits");
  }

  @Test
  void namesAnEditThatIsNotThereByItsId() {
    assertThat(
            new PortraitCaption(List.of())
                .of(SEED.withStep(EditStep.written("gone", Map.of("a", "1")))))
        .isEqualTo("seed 9, psi 0.8, gone");
  }

  @Test
  void speaksTheLanguageOfTheStudioAndWritesFilesInEnglish() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(new PortraitCaption(List.of()).of(SEED))
          .isEqualTo("Startwert 9, Trunkierung 0,8, keine Bearbeitungen");
      assertThat(PortraitCaption.asWritten(List.of()).of(SEED))
          .isEqualTo("seed 9, psi 0.8, no edits");
    } finally {
      Locale.setDefault(before);
    }
  }
}
