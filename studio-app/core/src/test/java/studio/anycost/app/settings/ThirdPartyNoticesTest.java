package studio.anycost.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThirdPartyNoticesTest {
  @Test
  void aParagraphIsOneLineAndAListIsNot() {
    String shown = ThirdPartyNotices.paragraphs();

    assertThat(shown.lines().findFirst().orElseThrow())
        .startsWith("Anycost Studio stands on the work of others.")
        .endsWith("so has every model in its card.");
    assertThat(shown.lines()).anyMatch(line -> line.startsWith("  Picocli: picocli"));
    assertThat(shown.replaceAll("\\s+", " "))
        .isEqualTo(ThirdPartyNotices.text().replaceAll("\\s+", " "));
  }
}
