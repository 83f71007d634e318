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
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.preview.PreviewFactory;
import studio.anycost.app.preview.PreviewMode;
import studio.anycost.app.preview.UniformGrid;

/** {@code drag}. */
@Command(
    name = "drag",
    mixinStandardHelpOptions = true,
    description = {"Drag a slider at 60 moves a second and time the pictures that answer."})
final class DragCommand extends Measurement {
  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "5",
      description = "Length of the drag of each face. Default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(
      names = "--faces",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Drag so many faces, each right after its first edit. Default: ${DEFAULT-VALUE}.")
  private int faces;

  @Option(
      names = "--budget",
      paramLabel = "MS",
      defaultValue = "" + PreviewMode.DEFAULT_BUDGET_MS,
      description =
          "Milliseconds that a picture of the drag may take to render. Default: ${DEFAULT-VALUE}.")
  private double budget;

  @Option(
      names = "--beside-faces",
      description = "Render small faces in the background on every core meanwhile.")
  private boolean besideFaces;

  DragCommand(EngineFactory engines) {
    super(engines);
  }

  @Override
  void check() {
    demand(seconds >= 0.1 && seconds <= 3600, "--seconds takes 0.1 to 3600, not " + seconds + ".");
    demand(faces >= 1 && faces <= 1000, "--faces takes 1 to 1000, not " + faces + ".");
    demand(budget >= 1 && budget <= 10_000, "--budget takes 1 to 10000 ms, not " + budget + ".");
  }

  @Override
  void measure(BenchmarkRun run) throws IOException, InterruptedException {
    DragBench.Result result = drag(run.engine());
    ObjectNode node =
        run.report()
            .putObject("drag")
            .put("slider", result.slider())
            .put("budgetMs", result.budgetMilliseconds())
            .put("seconds", result.seconds())
            .put("faces", faces)
            .put("inputs", result.inputs())
            .put("frames", result.frames())
            .put("dropped", result.dropped())
            .put("cancelled", result.cancelled())
            .put("p50Ms", rounded(result.p50Milliseconds()))
            .put("p95Ms", rounded(result.p95Milliseconds()));
    UniformGrid grid = new PreviewFactory(run.engine()).grid();
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
  }

  private DragBench.Result drag(StudioEngine engine) throws IOException, InterruptedException {
    if (!besideFaces) {
      return DragBench.run(engine, budget, seconds, faces);
    }
    try (BackgroundFaces beside = new BackgroundFaces(engine.generator())) {
      beside.awaitFirst();
      return DragBench.run(engine, budget, seconds, faces);
    }
  }

  @Override
  void print(JsonNode report, PrintWriter out) {
    JsonNode figures = report.path("drag");
    out.println();
    out.println(
        format(
            "%s dragged for %s s: %s moves, %s pictures, %s dropped, %s cancelled",
            figures.path("slider").asText(),
            figures.path("seconds").asText(),
            figures.path("inputs").asText(),
            figures.path("frames").asText(),
            figures.path("dropped").asText(),
            figures.path("cancelled").asText()));
    out.println(
        format(
            "slider to picture: p50 %.1f ms, p95 %.1f ms (render budget %s ms)",
            figures.path("p50Ms").asDouble(),
            figures.path("p95Ms").asDouble(),
            figures.path("budgetMs").asText()));
    for (JsonNode preview : figures.path("previews")) {
      out.println(
          format(
              "shown: ratio %s at %s px, %s pictures",
              preview.path("ratio").asText(),
              preview.path("resolution").asText(),
              preview.path("frames").asText()));
    }
  }
}
