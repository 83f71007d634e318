package studio.anycost.app.benchmark;

import static studio.anycost.app.bench.Figures.format;
import static studio.anycost.app.bench.Figures.rounded;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.anycost.app.engine.EngineFactory;

/** {@code cancel}. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description = {
      "Cancel renders of the full generator, or losses with their gradients, each at a",
      "random moment, and time how long they still keep the cores."
    })
final class CancelCommand extends Measurement {
  private static final int MOST = 100_000;

  @Parameters(
      arity = "0..1",
      defaultValue = "60",
      paramLabel = "TIMES",
      description = "How often. Default: ${DEFAULT-VALUE}.")
  private int times;

  @Option(
      names = "--gradient",
      description = "Cancel the squared difference to a picture with its gradient.")
  private boolean gradient;

  CancelCommand(EngineFactory engines) {
    super(engines);
  }

  @Override
  void check() {
    demand(times >= 1 && times <= MOST, "TIMES is 1 to " + MOST + ", not " + times + ".");
  }

  @Override
  void measure(BenchmarkRun run) throws IOException, InterruptedException {
    CancelBench.Result result =
        gradient
            ? CancelBench.ofGradients(run.engine(), times)
            : CancelBench.ofRenders(run.engine(), times);
    run.report()
        .putObject("cancel")
        .put("work", gradient ? "gradient" : "render")
        .put("resolution", result.subGenerator().resolution())
        .put("wholeMs", rounded(result.wholeMilliseconds()))
        .put("cancelled", result.milliseconds().size())
        .put("missed", result.missed())
        .put("p50Ms", rounded(result.quantile(0.5)))
        .put("p95Ms", rounded(result.quantile(0.95)))
        .put("maxMs", rounded(result.quantile(1)));
  }

  @Override
  void print(JsonNode report, PrintWriter out) {
    JsonNode figures = report.path("cancel");
    out.println();
    out.println(
        format(
            "%s of the full generator at %s px (%.1f ms), cancelled %s times: cores free after p50 %.1f ms,"
                + " p95 %.1f ms, at most %.1f ms",
            figures.path("work").asText(),
            figures.path("resolution").asText(),
            figures.path("wholeMs").asDouble(),
            figures.path("cancelled").asText(),
            figures.path("p50Ms").asDouble(),
            figures.path("p95Ms").asDouble(),
            figures.path("maxMs").asDouble()));
  }
}
