package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.MacCount;
import studio.anycost.app.bench.PeakRate;
import studio.anycost.app.bench.RandomBundle;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.models.runtime.RuntimeOptions;

/**
 * The measurement behind {@code bench --random}, on a generator that is small enough for a test.
 */
class RooflinePartTest {
  private static final ChannelTable TABLE = new ChannelTable(64, 0.125, 64);
  private static final int DIMENSION = 24;

  @TempDir Path home;

  private final RooflinePart part =
      new RooflinePart(
          sessions -> PeakRate.measure(sessions, List.of(new PeakRate.Convolution(16, 32)), 128));

  private ObjectNode measured() throws Exception {
    EngineFactory engines =
        new EngineFactory(
            new StudioFolders(home, home, home, home, Optional.empty()), RuntimeOptions.defaults());
    Path folder;
    ObjectNode report;
    try (RandomBundle bundle =
        RandomBundle.write(
            new GeneratorSpec(TABLE, DIMENSION, 2), "small", (fraction, message) -> {})) {
      folder = bundle.path();
      Optional<Path> path = Optional.of(folder);
      try (StudioEngine engine = engines.openWithoutPlugins(engines.openBundle(path))) {
        report = BenchReport.begin(engine);
        part.measure(new BenchRun(engine, engines, path, 4, report, share -> {}));
      }
    }
    assertThat(Files.exists(folder)).as("nothing stays behind").isFalse();
    return report;
  }

  @Test
  void tellsRatesStagesAndOperatorsAsJsonAndAsText() throws Exception {
    ObjectNode report = measured();

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

    StringWriter text = new StringWriter();
    part.print(report, new PrintWriter(text));
    assertThat(text.toString())
        .contains("peak:", "of peak", "median ms by stage", "operators of ratio 1.0 at 64 px");
  }
}
