package studio.anycost.app.benchmark;

import static studio.anycost.app.bench.Figures.format;
import static studio.anycost.app.bench.Figures.rounded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import studio.anycost.app.engine.EngineFactory;

/** {@code trust}. */
@Command(
    name = "trust",
    mixinStandardHelpOptions = true,
    description = {
      "How well previews know how far they are from the full picture: expected against true",
      "difference, by the rank correlation over all faces and sub-generators."
    })
final class TrustCommand extends Measurement {
  private static final int MOST = 10_000;

  @Option(
      names = "--faces",
      paramLabel = "N",
      defaultValue = "200",
      description = "Faces. Default: ${DEFAULT-VALUE}.")
  private int faces;

  @Option(
      names = "--sub-generators",
      paramLabel = "N",
      defaultValue = "8",
      description = "Sub-generators of those that auto climbs. Default: ${DEFAULT-VALUE}.")
  private int subGenerators;

  TrustCommand(EngineFactory engines) {
    super(engines);
  }

  @Override
  void check() {
    demand(faces >= 2 && faces <= MOST, "--faces takes 2 to " + MOST + ", not " + faces + ".");
    demand(
        subGenerators >= 1 && subGenerators <= MOST,
        "--sub-generators takes 1 to " + MOST + ", not " + subGenerators + ".");
  }

  @Override
  void measure(BenchmarkRun run) throws IOException {
    TrustBench.Result result = new TrustBench(run.engine()).measure(faces, subGenerators);
    ObjectNode trust = run.report().putObject("trust");
    trust
        .put("faces", faces)
        .put("correlation", rounded(result.correlation()))
        .put("correlationWithoutCorrection", rounded(result.uncorrected()));
    ArrayNode each = trust.putArray("subGenerators");
    for (TrustBench.Row row : result.rows()) {
      each.addObject()
          .put("channels", row.subGenerator().channels().toString())
          .put("resolution", row.subGenerator().resolution())
          .put("usual", rounded(row.usual()))
          .put("mean", rounded(row.mean()));
    }
  }

  @Override
  void print(JsonNode report, PrintWriter out) {
    JsonNode trust = report.path("trust");
    out.println();
    for (JsonNode row : trust.path("subGenerators")) {
      out.println(
          format(
              "%s px, %s: usually %.3f, mean of these faces %.3f",
              row.path("resolution").asText(),
              row.path("channels").asText(),
              row.path("usual").asDouble(),
              row.path("mean").asDouble()));
    }
    out.println(
        format(
            "Rank correlation of expected and true difference over %s faces: %.3f"
                + " (%.3f without the correction by the face's last full render)",
            trust.path("faces").asText(),
            trust.path("correlation").asDouble(),
            trust.path("correlationWithoutCorrection").asDouble()));
  }
}
