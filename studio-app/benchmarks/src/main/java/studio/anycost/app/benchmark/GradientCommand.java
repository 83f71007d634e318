package studio.anycost.app.benchmark;

import static studio.anycost.app.bench.Figures.format;
import static studio.anycost.app.bench.Figures.rounded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.app.engine.EngineFactory;

/** {@code gradient}. */
@Command(
    name = "gradient",
    mixinStandardHelpOptions = true,
    description = {
      "Time the squared difference to a picture with its gradient of the styles,",
      "and tell what memory it takes."
    })
final class GradientCommand extends Measurement {
  private static final int MOST = 10_000;

  @Option(
      names = "--ratio",
      paramLabel = "R",
      defaultValue = "1",
      description = "Share of the channels. Default: ${DEFAULT-VALUE}.")
  private double ratio;

  @Option(
      names = "--resolution",
      paramLabel = "PX",
      defaultValue = "256",
      description = "Side of the picture. Default: ${DEFAULT-VALUE}.")
  private int resolution;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "5",
      description = "Runs; their median counts. Default: ${DEFAULT-VALUE}.")
  private int runs;

  GradientCommand(EngineFactory engines) {
    super(engines);
  }

  @Override
  void check() {
    demand(runs >= 1 && runs <= MOST, "--runs takes 1 to " + MOST + ", not " + runs + ".");
    demand(ratio > 0 && ratio <= 1, "--ratio takes a share up to 1, not " + ratio + ".");
    demand(
        resolution >= 8 && Integer.bitCount(resolution) == 1,
        "--resolution takes 8, 16, 32 and so on, not " + resolution + ".");
  }

  @Override
  void measure(BenchmarkRun run) throws IOException, InterruptedException {
    ChannelTable channels = run.engine().generator().description().channels();
    demand(
        resolution <= channels.resolution(),
        "The model has " + channels.resolution() + " px, not " + resolution + ".");
    GradientBench.Result result =
        GradientBench.run(run.engine(), channels.subGenerator(ratio, resolution), runs);
    ObjectNode node =
        run.report()
            .putObject("gradient")
            .put("ratio", ratio)
            .put("resolution", resolution)
            .put("runs", runs)
            .put("first_ms", rounded(result.firstMilliseconds()))
            .put("median_ms", rounded(result.median()))
            .put("fastest_ms", rounded(result.milliseconds().get(0)));
    result.peakBytes().ifPresent(bytes -> node.put("peakBytes", bytes));
    MemorySample.peak().ifPresent(bytes -> node.put("residentPeakBytes", bytes));
  }

  @Override
  void print(JsonNode report, PrintWriter out) {
    JsonNode figures = report.path("gradient");
    out.println();
    out.println(
        format(
            "ratio %s at %s px: loss and gradient in %.1f ms (fastest %.1f, first %.1f),"
                + " native memory %s, process at most %s",
            figures.path("ratio").asText(),
            figures.path("resolution").asText(),
            figures.path("median_ms").asDouble(),
            figures.path("fastest_ms").asDouble(),
            figures.path("first_ms").asDouble(),
            megabytes(figures.path("peakBytes")),
            megabytes(figures.path("residentPeakBytes"))));
  }

  private static String megabytes(JsonNode bytes) {
    return bytes.isMissingNode() ? "?" : format("%.0f MB", bytes.asDouble() / 1e6);
  }
}
