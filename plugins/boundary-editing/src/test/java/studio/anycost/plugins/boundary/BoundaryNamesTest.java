package studio.anycost.plugins.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import studio.anycost.api.parameter.Parameter;

class BoundaryNamesTest {
  @Test
  void stripsTheNumberOfTheAttribute() {
    assertThat(keys("31_Smiling", "39_Young", "00_5_o_Clock_Shadow", "Age"))
        .containsExactly("Smiling", "Young", "5_o_Clock_Shadow", "Age");
    assertThat(keys("5_o_Clock_Shadow", "3_Age")).containsExactly("5_o_Clock_Shadow", "Age");
  }

  @Test
  void keepsTheNumberWhereTheRestWouldBeEmptyOrNotUnique() {
    assertThat(keys("31_", "1_Hat", "2_Hat", "7_smile", "Smile"))
        .containsExactly("31_", "1_Hat", "2_Hat", "7_smile", "Smile");
  }

  @Test
  void keepsKeysApartFromEachOtherAndFromTheStyles() {
    List<String> keys = keys("Hat", "Hat", "HAT", "Hat-2", "3_styles", "styles");

    assertThat(keys.stream().map(key -> key.toLowerCase(Locale.ROOT)))
        .doesNotHaveDuplicates()
        .doesNotContain("styles");
  }

  @Test
  void makesLegalKeysOfAnyName() {
    List<String> keys =
        keys("", " ", "_", "../x", "Brille, groß", "x".repeat(100), "x".repeat(99), "1_");

    assertThat(keys).allMatch(key -> Parameter.KEY.matcher(key).matches()).doesNotHaveDuplicates();
    assertThat(keys.stream().map(BoundaryNames::label)).noneMatch(String::isBlank);
  }

  @Test
  void writesLabelsForPeople() {
    assertThat(BoundaryNames.label("Smiling")).isEqualTo("Smiling");
    assertThat(BoundaryNames.label("Wearing_Lipstick")).isEqualTo("Wearing Lipstick");
    assertThat(BoundaryNames.label("5_o_Clock_Shadow")).isEqualTo("5 o'Clock Shadow");
  }

  @Test
  void labelsHaveWhatKeysCannotHold() {
    assertThat(
            BoundaryNames.labels(
                List.of(
                    "12_Beard & friends", "Brille, groß", "31_Smiling", "1_Hat", "2_Hat", "Old")))
        .containsExactly("Beard & friends", "Brille, groß", "Smiling", "1 Hat", "2 Hat", "Old");
    assertThat(BoundaryNames.labels(List.of("a & b", "a + b")))
        .as("keys that would be the same")
        .containsExactly("a & b", "a + b 2");
    assertThat(BoundaryNames.labels(List.of("x".repeat(100), "&", "")))
        .containsExactly("x".repeat(100), "&", "boundary");
  }

  private static List<String> keys(String... names) {
    return BoundaryNames.keys(List.of(names));
  }
}
