package studio.anycost.app.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "-5000, 0 s",
    "999, 0 s",
    "59999, 59 s",
    "60000, 1 min 0 s",
    "3599000, 59 min 59 s",
    "3600000, 1 h 0 min",
    "90061000, 25 h 1 min"
  })
  void saysItAsPeopleDo(long milliseconds, String text) {
    assertThat(DurationText.of(Duration.ofMillis(milliseconds))).isEqualTo(text);
  }
}
