package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyPartTest {
  @TempDir Path home;

  private Cli.Result bench(Object... options) {
    List<Object> all = new ArrayList<>(List.of("bench", "--latency", "--runs", 3));
    all.addAll(List.of(options));
    return new Cli(home).run(all.toArray());
  }

  private JsonNode figures(int draws, Object... options) throws IOException {
    List<Object> all = new ArrayList<>(List.of("--json", "--draws", draws, "--calibration", 0));
    all.addAll(List.of(options));
    Cli.Result result = bench(all.toArray());
    assertThat(result.err()).isEmpty();
    return new ObjectMapper().readTree(result.out()).path("latency");
  }

  @Test
  void predictionsAreComparedWithTimesMeasuredAfterwards() throws IOException {
    JsonNode figures = figures(6);
    assertThat(figures.path("configurations")).hasSize(6);
    List<Double> errors = new ArrayList<>();
    for (JsonNode sample : figures.path("configurations")) {
      double predicted = sample.path("predictedMs").asDouble();
      double measured = sample.path("measuredMs").asDouble();
      assertThat(predicted)
          .isPositive()
          .isBetween(
              sample.path("predictedP10Ms").asDouble(), sample.path("predictedP90Ms").asDouble());
      assertThat(sample.path("error").asDouble())
          .isCloseTo(Math.abs(predicted - measured) / measured, within(0.01));
      assertThat(sample.path("channels").asText()).matches("\\d+(,\\d+)+");
      errors.add(sample.path("error").asDouble());
    }
    errors.sort(null);
    assertThat(figures.path("medianError").asDouble()).isEqualTo(errors.get(2));
    assertThat(figures.path("p95Error").asDouble()).isEqualTo(errors.get(5));
    assertThat(figures.path("drift").asDouble()).isPositive();
    assertThat(figures.path("calibrated").asInt()).as("the uniform ones at least").isEqualTo(4);
  }

  @Test
  void aSeedDrawsTheSameConfigurations() throws IOException {
    List<String> drawn = figures(2, "--draw-seed", 3).findValuesAsText("channels");
    assertThat(figures(2, "--draw-seed", 3).findValuesAsText("channels")).isEqualTo(drawn);
    assertThat(figures(2, "--draw-seed", 4).findValuesAsText("channels")).isNotEqualTo(drawn);
  }

  @Test
  void theTextNamesTheErrors() {
    Cli.Result result = bench("--draws", 2, "--calibration", 0);
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("2 random flexible configurations").contains("p95");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--draws=0", "--draws=20000", "--calibration=-1", "--calibration=NaN"})
  void wrongOptionsAreToldInASentence(String option) {
    Cli.Result result = bench(option);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(option.split("=")[0]);
  }
}
