package studio.anycost.app.cli;

import static studio.anycost.app.bench.Figures.format;
import static studio.anycost.app.bench.Figures.rounded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.DoubleConsumer;
import studio.anycost.app.bench.UniformBench;
import studio.anycost.app.engine.StudioEngine;

/** The median time of each uniform sub-generator: what is measured if nothing is asked for. */
final class UniformPart implements BenchPart {
  @Override
  public void measure(StudioEngine engine, int runs, ObjectNode report, DoubleConsumer progress)
      throws IOException, InterruptedException {
    report.put("runs", runs);
    ArrayNode array = report.putArray("subGenerators");
    for (UniformBench.Result result : UniformBench.run(engine, runs, progress)) {
      array
          .addObject()
          .put("ratio", result.place().ratio())
          .put("resolution", result.place().subGenerator().resolution())
          .put("medianMs", rounded(result.median()))
          .put("fastestMs", rounded(result.fastest()))
          .put("macs", result.place().macs().literature())
          .put("macsPerformed", result.place().macs().performed());
    }
  }

  @Override
  public void print(JsonNode report, PrintWriter out) {
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
}
