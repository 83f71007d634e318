package studio.anycost.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import studio.anycost.app.bench.DragBench;
import studio.anycost.app.bench.Machine;
import studio.anycost.app.bench.MemorySample;
import studio.anycost.app.bench.SoakBench;
import studio.anycost.app.bench.UniformBench;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.preview.PreviewFactory;
import studio.anycost.app.preview.UniformGrid;
import studio.anycost.models.runtime.RuntimeStatus;

/** The figures of {@code bench} as JSON with stable names, and as text made from that. */
final class BenchReport {
  private BenchReport() {}

  static ObjectNode surroundings(StudioEngine engine) {
    RuntimeStatus status = engine.sessions().status();
    Machine machine = Machine.current();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("bundle", engine.description().name());
    root.put("identity", engine.description().identity());
    root.put("threads", status.threads());
    root.put("provider", status.provider());
    root.putObject("versions")
        .put("studio", StudioVersion.number())
        .put("java", Runtime.version().toString())
        .put("onnxRuntime", status.version());
    root.putObject("machine")
        .put("system", machine.system())
        .put("architecture", machine.architecture())
        .put("processor", machine.processor())
        .put("cores", machine.cores())
        .put("memoryBytes", machine.memoryBytes());
    return root;
  }

  static ArrayNode uniform(List<UniformBench.Result> results) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (UniformBench.Result result : results) {
      array
          .addObject()
          .put("ratio", result.place().ratio())
          .put("resolution", result.place().subGenerator().resolution())
          .put("medianMs", rounded(result.median()))
          .put("fastestMs", rounded(result.fastest()))
          .put("macs", result.place().macs().literature())
          .put("macsPerformed", result.place().macs().performed());
    }
    return array;
  }

  static ObjectNode drag(StudioEngine engine, DragBench.Result result) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("slider", result.slider())
            .put("budgetMs", result.budgetMilliseconds())
            .put("seconds", result.seconds())
            .put("inputs", result.inputs())
            .put("frames", result.frames())
            .put("dropped", result.dropped())
            .put("cancelled", result.cancelled())
            .put("p50Ms", rounded(result.p50Milliseconds()))
            .put("p95Ms", rounded(result.p95Milliseconds()));
    UniformGrid grid = new PreviewFactory(engine).grid();
    ArrayNode shown = node.putArray("previews");
    result
        .shown()
        .forEach(
            (subGenerator, frames) -> {
              ObjectNode entry = shown.addObject();
              grid.ratioOf(subGenerator).ifPresent(ratio -> entry.put("ratio", ratio));
              entry.put("resolution", subGenerator.resolution());
              entry.put("frames", frames);
            });
    return node;
  }

  static ObjectNode soak(SoakBench.Result result) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("slider", result.slider())
            .put("moves", result.moves())
            .put("seconds", rounded(result.seconds()))
            .put("frames", result.frames())
            .put("cancelled", result.cancelled());
    node.set("warm", memory(result.warm()));
    node.set("end", memory(result.end()));
    return node;
  }

  private static ObjectNode memory(MemorySample sample) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    sample.residentBytes().ifPresent(bytes -> node.put("residentBytes", bytes));
    return node.put("heapBytes", sample.heapBytes()).put("openHandles", sample.openHandles());
  }

  private static double rounded(double value) {
    return Double.isFinite(value) ? Math.rint(value * 1000) / 1000 : -1;
  }

  static void print(ObjectNode report, PrintWriter out) {
    JsonNode machine = report.path("machine");
    out.println(
        format(
            "%s on %s, %s cores, %s threads, ONNX Runtime %s (%s), Java %s",
            report.path("bundle").asText(),
            machine.path("processor").asText(),
            machine.path("cores").asText(),
            report.path("threads").asText(),
            report.path("versions").path("onnxRuntime").asText(),
            report.path("provider").asText(),
            report.path("versions").path("java").asText()));
    if (report.has("subGenerators")) {
      out.println();
      out.println("ratio  resolution  median ms  fastest ms   GMACs");
      for (JsonNode entry : report.path("subGenerators")) {
        out.println(
            format(
                "%-6s %7s px %10.2f %11.2f %7.3f",
                entry.path("ratio").asText(),
                entry.path("resolution").asText(),
                entry.path("medianMs").asDouble(),
                entry.path("fastestMs").asDouble(),
                entry.path("macs").asDouble() / 1e9));
      }
    }
    if (report.has("drag")) {
      printDrag(report.path("drag"), out);
    }
    if (report.has("soak")) {
      printSoak(report.path("soak"), out);
    }
  }

  private static void printDrag(JsonNode drag, PrintWriter out) {
    out.println();
    out.println(
        format(
            "%s dragged for %s s: %s moves, %s pictures, %s dropped, %s cancelled",
            drag.path("slider").asText(),
            drag.path("seconds").asText(),
            drag.path("inputs").asText(),
            drag.path("frames").asText(),
            drag.path("dropped").asText(),
            drag.path("cancelled").asText()));
    out.println(
        format(
            "slider to picture: p50 %.1f ms, p95 %.1f ms (render budget %s ms)",
            drag.path("p50Ms").asDouble(),
            drag.path("p95Ms").asDouble(),
            drag.path("budgetMs").asText()));
    for (JsonNode preview : drag.path("previews")) {
      out.println(
          format(
              "shown: ratio %s at %s px, %s pictures",
              preview.path("ratio").asText(),
              preview.path("resolution").asText(),
              preview.path("frames").asText()));
    }
  }

  private static void printSoak(JsonNode soak, PrintWriter out) {
    out.println();
    out.println(
        format(
            "%s moved %s times in %.1f s: %s pictures, %s cancelled",
            soak.path("slider").asText(),
            soak.path("moves").asText(),
            soak.path("seconds").asDouble(),
            soak.path("frames").asText(),
            soak.path("cancelled").asText()));
    printMemory("warm", soak.path("warm"), out);
    printMemory("end", soak.path("end"), out);
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

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
