package studio.anycost.api.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class WordBookTest {
  private final WordBook english = WordBook.of(WordBookTest.class, Locale.ENGLISH);
  private final WordBook german = WordBook.of(WordBookTest.class, Locale.GERMANY);

  @Test
  void speaksTheLanguageThatIsAskedFor() {
    assertThat(english.text("greeting", "Ada")).isEqualTo("Good morning, Ada");
    assertThat(german.text("greeting", "Ada")).isEqualTo("Grüß dich, Ada");
    assertThat(WordBook.of(WordBookTest.class, Locale.FRANCE).text("greeting", "Ada"))
        .as("neither French nor what the machine speaks")
        .isEqualTo("Good morning, Ada");
    assertThat(german.text("english")).isEqualTo("Only here");
    assertThat(german.text("nowhere")).isEqualTo("nowhere");
    assertThat(german.find("nowhere")).isEmpty();
  }

  @Test
  void writesNumbersAsPeopleDo() {
    assertThat(english.text("apostrophe", 1.25)).isEqualTo("It's 1.3 px");
    assertThat(german.text("apostrophe", 1.25)).isEqualTo("Das sind 1,3 px");
    assertThat(english.text("plain")).isEqualTo("It's fine");
    assertThat(german.text("greeting", 1024)).as("not 1.024").endsWith("1024");
    assertThat(german.text("count", 0)).isEqualTo("keine Gesichter");
    assertThat(german.text("count", 1)).isEqualTo("ein Gesicht");
    assertThat(german.text("count", 7)).isEqualTo("7 Gesichter");
  }
}
