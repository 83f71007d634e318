package studio.anycost.app.cli;

import static studio.anycost.app.bench.Figures.format;
import static studio.anycost.app.bench.Figures.rounded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.DoubleConsumer;
import picocli.CommandLine.Option;
import studio.anycost.app.bench.LatencyBench;
import studio.anycost.app.engine.StudioEngine;

/** {@code --latency}. */
final class LatencyPart implements BenchPart {
  /** A calm machine repeats itself better than that. */
  private static final double DISTURBED = 1.15;

  @Option(
      names = "--latency",
      description =
          "Predict the times of random flexible configurations, then measure them: how far off.")
  private boolean latency;

  @Option(
      names = "--draws",
      paramLabel = "N",
      defaultValue = "50",
      description = "Configurations that are predicted. Default: ${DEFAULT-VALUE}.")
  private int draws;

  @Option(
      names = "--draw-seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description = "Which ones. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--calibration",
      paramLabel = "S",
      defaultValue = "120",
      description = "Seconds that measuring beforehand may take. Default: ${DEFAULT-VALUE}.")
  private double calibration;

  /** Whether it was asked for. */
  boolean isWanted() {
    return latency;
  }

  /** Checks the options before anything is opened. */
  void check() throws InputException {
    if (draws < 1 || draws > 10_000) {
      throw new InputException("--draws takes 1 to 10000, not " + draws + ".");
    }
    if (!(calibration >= 0 && calibration <= 3600)) {
      throw new InputException("--calibration takes 0 to 3600 seconds, not " + calibration + ".");
    }
  }

  @Override
  public void measure(StudioEngine engine, int runs, ObjectNode report, DoubleConsumer progress)
      throws IOException, InterruptedException {
    LatencyBench.Result result =
        LatencyBench.run(engine, new LatencyBench.Task(draws, runs, seed, calibration), progress);
    ObjectNode node =
        report
            .putObject("latency")
            .put("runs", runs)
            .put("seed", seed)
            .put("calibrated", result.calibrated())
            .put("calibrationSeconds", rounded(result.calibrationSeconds()))
            .put("drift", rounded(result.drift()))
            .put("medianError", rounded(result.medianError()))
            .put("p95Error", rounded(result.p95Error()))
            .put("withinPercentiles", rounded(result.withinPercentiles()));
    ArrayNode samples = node.putArray("configurations");
    for (LatencyBench.Sample sample : result.samples()) {
      samples
          .addObject()
          .put("resolution", sample.subGenerator().resolution())
          .put("channels", sample.subGenerator().channels().toString())
          .put("predictedMs", rounded(sample.predicted().p50()))
          .put("predictedP10Ms", rounded(sample.predicted().p10()))
          .put("predictedP90Ms", rounded(sample.predicted().p90()))
          .put("measuredMs", rounded(sample.measured()))
          .put("error", rounded(sample.error()));
    }
  }

  @Override
  public void print(JsonNode report, PrintWriter out) {
    JsonNode figures = report.path("latency");
    out.println();
    out.println("resolution  predicted ms  measured ms   error  channels");
    for (JsonNode sample : figures.path("configurations")) {
      out.println(
          format(
              "%7s px %13.2f %12.2f %6.1f%%  %s",
              sample.path("resolution").asText(),
              sample.path("predictedMs").asDouble(),
              sample.path("measuredMs").asDouble(),
              100 * sample.path("error").asDouble(),
              sample.path("channels").asText()));
    }
    out.println(
        format(
            "%d random flexible configurations after measuring %s others for %.1f s:",
            figures.path("configurations").size(),
            figures.path("calibrated").asText(),
            figures.path("calibrationSeconds").asDouble()));
    out.println(
        format(
            "relative error of the prediction: median %.1f %%, p95 %.1f %%",
            100 * figures.path("medianError").asDouble(),
            100 * figures.path("p95Error").asDouble()));
    double drift = figures.path("drift").asDouble();
    if (drift < 1 / DISTURBED || drift > DISTURBED) {
      out.println(
          format(
              "The machine was disturbed: at the end the same took %.2f times as long. Measure again.",
              drift));
    }
  }
}
