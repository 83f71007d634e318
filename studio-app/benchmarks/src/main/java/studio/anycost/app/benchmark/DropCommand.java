package studio.anycost.app.benchmark;

import static studio.anycost.app.bench.Figures.format;
import static studio.anycost.app.bench.Figures.rounded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.anycost.app.engine.EngineFactory;

/** {@code drop}. */
@Command(
    name = "drop",
    mixinStandardHelpOptions = true,
    description = {
      "Time what happens between dropping a photo on the window and the first picture of its face.",
      "The first drop opens the networks; the later ones are what a person waits for then."
    })
final class DropCommand extends Measurement {
  private static final int MOST = 1000;

  @Parameters(paramLabel = "PHOTO", description = "The photo to drop.")
  private Path photo;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often it is dropped. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  DropCommand(EngineFactory engines) {
    super(engines);
  }

  @Override
  void check() {
    demand(rounds >= 1 && rounds <= MOST, "--rounds takes 1 to " + MOST + ", not " + rounds + ".");
  }

  @Override
  void measure(BenchmarkRun run) throws IOException {
    DropBench bench = new DropBench(run.engine());
    ArrayNode drops = run.report().putArray("drop");
    for (int round = 0; round < rounds; round++) {
      DropBench.Times times = bench.measure(photo);
      drops
          .addObject()
          .put("readMs", rounded(times.read()))
          .put("findFacesMs", rounded(times.find()))
          .put("portraitMs", rounded(times.portrait()))
          .put("pictureMs", rounded(times.picture()))
          .put("totalMs", rounded(times.total()))
          .put("faces", times.faces());
    }
  }

  @Override
  void print(JsonNode report, PrintWriter out) {
    out.println();
    int round = 0;
    for (JsonNode drop : report.path("drop")) {
      round++;
      out.println(
          format(
              "drop %d: read %.0f ms, find %d faces %.0f ms, portrait %.0f ms, picture %.0f ms,"
                  + " together %.0f ms",
              round,
              drop.path("readMs").asDouble(),
              drop.path("faces").asInt(),
              drop.path("findFacesMs").asDouble(),
              drop.path("portraitMs").asDouble(),
              drop.path("pictureMs").asDouble(),
              drop.path("totalMs").asDouble()));
    }
  }
}
