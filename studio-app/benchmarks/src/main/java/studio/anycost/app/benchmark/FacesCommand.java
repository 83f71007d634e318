package studio.anycost.app.benchmark;

import static studio.anycost.app.bench.Figures.format;
import static studio.anycost.app.bench.Figures.rounded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.models.runtime.LoadedGenerator;

/** {@code faces}. */
@Command(
    name = "faces",
    mixinStandardHelpOptions = true,
    description = {
      "Count the faces a second that a search or a finder of directions gets:",
      "at a quarter and half of the channels, many at once and one by one."
    })
final class FacesCommand extends Measurement {
  private static final double[] RATIOS = {0.25, 0.5};
  private static final int MOST = 10_000;

  @Option(
      names = "--resolution",
      paramLabel = "PX",
      defaultValue = "64",
      description = "Side of the pictures. Default: ${DEFAULT-VALUE}.")
  private int resolution;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "64",
      description = "Faces that are asked for at once. Default: ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Rounds; their median counts. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  FacesCommand(EngineFactory engines) {
    super(engines);
  }

  @Override
  void check() {
    demand(count >= 2 && count <= MOST, "--count takes 2 to " + MOST + ", not " + count + ".");
    demand(rounds >= 1 && rounds <= MOST, "--rounds takes 1 to " + MOST + ", not " + rounds + ".");
    demand(
        resolution >= 8 && Integer.bitCount(resolution) == 1,
        "--resolution takes 8, 16, 32 and so on, not " + resolution + ".");
  }

  @Override
  void measure(BenchmarkRun run) throws IOException {
    LoadedGenerator generator = run.engine().generator();
    ChannelTable channels = generator.description().channels();
    demand(
        resolution <= channels.resolution(),
        "The model has " + channels.resolution() + " px, not " + resolution + ".");
    FacesBench bench = new FacesBench(generator);
    ArrayNode faces = run.report().putArray("faces");
    for (double ratio : RATIOS) {
      FacesBench.Result result =
          bench.measure(channels.subGenerator(ratio, resolution), count, rounds);
      faces
          .addObject()
          .put("ratio", ratio)
          .put("resolution", resolution)
          .put("perSecond", rounded(result.together()))
          .put("oneByOnePerSecond", rounded(result.oneByOne()));
    }
  }

  @Override
  void print(JsonNode report, PrintWriter out) {
    out.println();
    for (JsonNode entry : report.path("faces")) {
      out.println(
          format(
              "ratio %s at %s px: %.1f faces a second together, %.1f one by one",
              entry.path("ratio").asText(),
              entry.path("resolution").asText(),
              entry.path("perSecond").asDouble(),
              entry.path("oneByOnePerSecond").asDouble()));
    }
  }
}
