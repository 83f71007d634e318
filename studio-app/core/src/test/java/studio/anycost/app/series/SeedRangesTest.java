package studio.anycost.app.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedRangesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | 7",
        "0-3 | 0,1,2,3",
        "1,5,9 | 1,5,9",
        "9, 1-2 ,9,2 | 9,1,2",
        "-5 | -5",
        "-2-1 | -2,-1,0,1",
        "-3--2 | -3,-2",
        "9223372036854775806-9223372036854775807 | 9223372036854775806,9223372036854775807"
      })
  void seedsAreListedAsPeopleListThem(String text, String expected) {
    List<Long> seeds = SeedRanges.parse(List.of(text.strip()));
    assertThat(seeds.stream().map(String::valueOf).toList())
        .containsExactly(expected.strip().split(","));
  }

  @Test
  void theOptionAgainAddsToTheList() {
    assertThat(SeedRanges.parse(List.of("3", "0-1", "1,8"))).containsExactly(3L, 0L, 1L, 8L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "seven | 'seven' is not a seed",
        "1,,2 | '' is not a seed",
        "1.5 | '1.5' is not a seed",
        "1- | '1-' is not a seed",
        "0x10 | is not a seed",
        "5-3 | run backwards",
        "99999999999999999999 | is not a seed",
        "9223372036854775808 | from -9223372036854775808 to 9223372036854775807.",
        "-9223372036854775809 | from -9223372036854775808 to 9223372036854775807.",
        "0-100000 | more than 100000 seeds",
        "0-99999,7777777 | more than 100000 seeds",
        "-9223372036854775808-9223372036854775807 | more than 100000 seeds"
      })
  void whatListsNoSeedsIsRefusedWithASentence(String text, String expected) {
    assertThatThrownBy(() -> SeedRanges.parse(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected.strip())
        .hasMessageEndingWith(".");
  }

  @Test
  void theMostIsStillTaken() {
    assertThat(SeedRanges.parse(List.of("0-99999"))).hasSize(SeedRanges.MOST);
  }
}
