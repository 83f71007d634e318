package studio.anycost.export.boundaries;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectionNamesTest {
  /** One of the published names begins with a number of its own. */
  @ParameterizedTest
  @CsvSource({
    "31_Smiling, smiling",
    "Smiling, smiling",
    "3_Smiling, smiling",
    "00_5_o_Clock_Shadow, 5_o_clock_shadow",
    "5_o_Clock_Shadow, 5_o_clock_shadow",
    "5_O_CLOCK_SHADOW, 5_o_clock_shadow",
    "5 o'Clock Shadow, 5_o_clock_shadow",
    "31_, 31_",
  })
  void theSameBoundaryIsHeardAsTheSame(String name, String heard) {
    assertThat(DirectionNames.heard(name)).isEqualTo(heard);
  }
}
