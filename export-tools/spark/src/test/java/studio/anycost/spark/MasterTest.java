package studio.anycost.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.app.cli.InputException;

class MasterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "local | 1 | true",
        "local[*] | 0 | true",
        "local[4] | 4 | true",
        "local[4,2] | 4 | true",
        "local-cluster[2,3,1024] | 3 | true",
        "local-cluster[2, 3, 1024] | 3 | true",
        "spark://big:7077 | 0 | false"
      })
  void tellsWhereAndOnHowManyCores(String text, int threads, boolean here) throws InputException {
    Master master = Master.of(text);
    assertThat(master.threads()).isEqualTo(threads);
    assertThat(master.isThisMachine()).isEqualTo(here);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "lokal", "local[", "local[x]", "spark://", "spark://big", "http://big:1"})
  void refusesWhatSparkDoesNotKnow(String text) {
    assertThatThrownBy(() -> Master.of(text))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("'" + text + "' is no place of Spark");
  }
}
