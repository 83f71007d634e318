package studio.anycost.app.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.MacCount;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.models.runtime.RuntimeOptions;

/** The roofline of a generator that is small enough for a test. */
class RooflineCommandTest {
  private static final ChannelTable TABLE = new ChannelTable(64, 0.125, 64);
  private static final int DIMENSION = 24;

  @TempDir Path home;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private void run(String... arguments) throws Exception {
    EngineFactory engines =
        new EngineFactory(
            new StudioFolders(home, home, home, home, Optional.empty()), RuntimeOptions.defaults());
    Path folder;
    try (RandomBundle bundle =
        RandomBundle.write(new GeneratorSpec(TABLE, DIMENSION, 2), "small")) {
      folder = bundle.path();
      RooflineCommand command =
          new RooflineCommand(
              engines,
              sessions ->
                  PeakRate.measure(sessions, List.of(new PeakRate.Convolution(16, 32)), 128));
      int code =
          new CommandLine(command)
              .setOut(new PrintWriter(out, true))
              .setErr(new PrintWriter(err, true))
              .execute(
                  Stream.concat(
                          Stream.of(arguments),
                          Stream.of("--runs", "4", "--bundle", folder.toString()))
                      .toArray(String[]::new));
      assertThat(err.toString()).isEmpty();
      assertThat(code).isZero();
    }
    assertThat(Files.exists(folder)).as("nothing stays behind").isFalse();
  }

  @Test
  void tellsRatesStagesAndOperatorsAsJsonAndAsText() throws Exception {
    run("--json");
    JsonNode report = new ObjectMapper().readTree(out.toString());

    assertThat(report.path("bundle").asText()).isEqualTo("small with random weights");
    assertThat(report.path("threads").asInt()).isPositive();
    double peak = report.path("peak_gflop_s").asDouble();
    assertThat(peak).isPositive();
    assertThat(report.path("peaks")).hasSize(2);
    assertThat(report.path("configurations")).hasSize(16);
    for (JsonNode entry : report.path("configurations")) {
      double ratio = entry.path("ratio").asDouble();
      int resolution = entry.path("resolution").asInt();
      double gmacs =
          MacCount.of(TABLE.subGenerator(ratio, resolution), DIMENSION).performed() / 1e9;
      double seconds = entry.path("median_ms").asDouble() / 1e3;
      assertThat(entry.path("true_gmacs").asDouble()).isCloseTo(gmacs, within(0.0006));
      assertThat(entry.path("gflop_s").asDouble())
          .isCloseTo(2 * gmacs / seconds, within(0.01 * 2 * gmacs / seconds + 0.01));
      assertThat(entry.path("share_of_peak").asDouble())
          .isCloseTo(entry.path("gflop_s").asDouble() / peak, within(0.002));
      assertThat(entry.path("stages"))
          .extracting(stage -> stage.path("resolution").asInt())
          .startsWith(4, 8)
          .endsWith(resolution);
    }
    JsonNode operators = report.path("operators");
    assertThat(operators).hasSize(2);
    assertThat(operators.get(0).path("ratio").asDouble()).isEqualTo(0.25);
    assertThat(operators.get(0).path("resolution").asInt()).isEqualTo(16);
    assertThat(operators.get(1).path("ratio").asDouble()).isEqualTo(1);
    assertThat(operators.get(1).path("stages")).hasSize(5);
    for (JsonNode profile : operators) {
      assertThat(profile.path("operators")).isNotEmpty();
      double sum = 0;
      for (JsonNode operator : profile.path("operators")) {
        sum += operator.path("ms").asDouble();
      }
      assertThat(sum).isPositive().isCloseTo(profile.path("ms").asDouble(), within(0.05));
    }

    out.getBuffer().setLength(0);
    run();
    assertThat(out.toString())
        .contains("peak:", "of peak", "median ms by stage", "operators of ratio 1.0 at 64 px");
  }
}
