package studio.anycost.app.benchmark;

import static studio.anycost.app.bench.Figures.format;
import static studio.anycost.app.bench.Figures.rounded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import studio.anycost.app.engine.EngineFactory;

/** {@code memory}. */
@Command(
    name = "memory",
    mixinStandardHelpOptions = true,
    description = {
      "Tell what all uniform sub-generators take when they are warm, beside the weights and",
      "activations of the full generator, and whether a small budget for sessions is kept."
    })
final class MemoryCommand extends Measurement {
  MemoryCommand(EngineFactory engines) {
    super(engines);
  }

  @Override
  void check() {
    // It has no options of its own.
  }

  @Override
  void measure(BenchmarkRun run) throws IOException, InterruptedException {
    MemoryBench.Result result = MemoryBench.run(run.engine(), run.engines(), run.openModel());
    ObjectNode node =
        run.report()
            .putObject("memory")
            .put("weightBytes", result.needs().weightBytes())
            .put("activationBytes", result.needs().activationBytes());
    put(node, "fullBytes", result.full());
    put(node, "warmBytes", result.warm());
    put(node, "peakBytes", result.peak());
    result.ratio().ifPresent(ratio -> node.put("warmRatio", rounded(ratio)));
    node.put("sessions", result.sessions()).put("estimatedBytes", result.estimatedBytes());
    ObjectNode squeezed =
        node.putObject("squeezed")
            .put("budgetBytes", result.squeezed().budgetBytes())
            .put("estimatedBytes", result.squeezed().mostEstimatedBytes())
            .put("sessions", result.squeezed().mostSessions());
    put(squeezed, "residentBytes", result.squeezed().mostBytes());
  }

  private static void put(ObjectNode node, String name, OptionalLong bytes) {
    bytes.ifPresent(known -> node.put(name, known));
  }

  @Override
  void print(JsonNode report, PrintWriter out) {
    JsonNode figures = report.path("memory");
    JsonNode squeezed = figures.path("squeezed");
    out.println();
    out.println(
        format(
            "the full generator needs %s of weights and %s of activations",
            megabytes(figures.path("weightBytes")), megabytes(figures.path("activationBytes"))));
    out.println(
        format(
            "native memory: full generator warm %s, all uniform sub-generators warm %s"
                + " (%s of what the full one needs), while the full one renders %s",
            megabytes(figures.path("fullBytes")),
            megabytes(figures.path("warmBytes")),
            figures.has("warmRatio") ? format("%.2f x", figures.path("warmRatio").asDouble()) : "?",
            megabytes(figures.path("peakBytes"))));
    out.println(
        format(
            "%s sessions, believed to take %s",
            figures.path("sessions").asText(), megabytes(figures.path("estimatedBytes"))));
    out.println(
        format(
            "with a budget of %s: at most %s sessions, believed to take %s, native memory %s",
            megabytes(squeezed.path("budgetBytes")),
            squeezed.path("sessions").asText(),
            megabytes(squeezed.path("estimatedBytes")),
            megabytes(squeezed.path("residentBytes"))));
  }

  private static String megabytes(JsonNode bytes) {
    return bytes.isMissingNode() ? "?" : format("%.1f MB", bytes.asDouble() / 1e6);
  }
}
