package studio.anycost.app.benchmark;

import static studio.anycost.app.bench.Figures.format;
import static studio.anycost.app.bench.Figures.rounded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import studio.anycost.app.engine.EngineFactory;

/** {@code soak}. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description = {"Move a slider many times and watch the memory."})
final class SoakCommand extends Measurement {
  @Parameters(
      arity = "0..1",
      defaultValue = "10000",
      paramLabel = "MOVES",
      description = "How often. Default: ${DEFAULT-VALUE}.")
  private int moves;

  SoakCommand(EngineFactory engines) {
    super(engines);
  }

  @Override
  void check() {
    demand(moves >= 2, "MOVES is at least 2, not " + moves + ".");
  }

  @Override
  void measure(BenchmarkRun run) throws IOException, InterruptedException {
    SoakBench.Result result = SoakBench.run(run.engine(), moves);
    ObjectNode node =
        run.report()
            .putObject("soak")
            .put("slider", result.slider())
            .put("moves", result.moves())
            .put("seconds", rounded(result.seconds()))
            .put("frames", result.frames())
            .put("cancelled", result.cancelled());
    node.set("warm", memory(result.warm()));
    node.set("end", memory(result.end()));
  }

  private static ObjectNode memory(MemorySample sample) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    sample.residentBytes().ifPresent(bytes -> node.put("residentBytes", bytes));
    return node.put("heapBytes", sample.heapBytes()).put("openHandles", sample.openHandles());
  }

  @Override
  void print(JsonNode report, PrintWriter out) {
    JsonNode figures = report.path("soak");
    out.println();
    out.println(
        format(
            "%s moved %s times in %.1f s: %s pictures, %s cancelled",
            figures.path("slider").asText(),
            figures.path("moves").asText(),
            figures.path("seconds").asDouble(),
            figures.path("frames").asText(),
            figures.path("cancelled").asText()));
    printMemory("warm", figures.path("warm"), out);
    printMemory("end", figures.path("end"), out);
  }

  private static void printMemory(String label, JsonNode memory, PrintWriter out) {
    String resident =
        memory.has("residentBytes")
            ? format("%.1f MB resident, ", memory.path("residentBytes").asDouble() / 1e6)
            : "";
    out.println(
        format(
            "%s: %s%.1f MB heap, %s native handles",
            label,
            resident,
            memory.path("heapBytes").asDouble() / 1e6,
            memory.path("openHandles").asText()));
  }
}
