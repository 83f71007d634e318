package studio.anycost.app.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
  @ParameterizedTest
  @CsvSource({
    "face-%04d.png, 7, face-0007.png",
    "face-%4d.png, 7, face-0007.png",
    "%d.png, 7, 7.png",
    "a/%02d.jpg, 12345, a/12345.jpg",
    "%04d.png, -5, -0005.png",
    "100%_%03d%x.png, 1, 100%_001%x.png"
  })
  void theNumberTakesItsPlace(String pattern, long number, Path expected) {
    assertThat(NamePattern.isPattern(pattern)).isTrue();
    assertThat(NamePattern.of(pattern).file(number)).isEqualTo(expected);
  }

  @Test
  void theNumberIsWrittenAlikeInEveryLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(NamePattern.of("%05d.png").file(42)).isEqualTo(Path.of("00042.png"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aNameWithoutAPlaceIsNoPattern() {
    assertThat(NamePattern.isPattern("100%.png")).isFalse();
    assertThat(NamePattern.isPattern("a%s%n%x.png")).isFalse();
    assertThatThrownBy(() -> NamePattern.of("a.png")).hasMessageContaining("face-%04d.png");
  }

  @Test
  void oneNumberAndOnlyInTheName() {
    assertThatThrownBy(() -> NamePattern.of("%d-%d.png")).hasMessageContaining("several places");
    assertThatThrownBy(() -> NamePattern.of("%d/face.png")).hasMessageContaining("folder's name");
  }
}
