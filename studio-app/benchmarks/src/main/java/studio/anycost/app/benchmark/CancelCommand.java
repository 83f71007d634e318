package studio.anycost.app.benchmark;

import static studio.anycost.app.bench.Figures.format;
import static studio.anycost.app.bench.Figures.rounded;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import studio.anycost.app.engine.EngineFactory;

/** {@code cancel}. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description = {
      "Cancel renders of the full generator, each at a random moment,",
      "and time how long they still keep the cores."
    })
final class CancelCommand extends Measurement {
  private static final int MOST = 100_000;

  @Parameters(
      arity = "0..1",
      defaultValue = "60",
      paramLabel = "TIMES",
      description = "How often. Default: ${DEFAULT-VALUE}.")
  private int times;

  CancelCommand(EngineFactory engines) {
    super(engines);
  }

  @Override
  void check() {
    demand(times >= 1 && times <= MOST, "TIMES is 1 to " + MOST + ", not " + times + ".");
  }

  @Override
  void measure(BenchmarkRun run) throws IOException, InterruptedException {
    CancelBench.Result result = CancelBench.run(run.engine(), times);
    run.report()
        .putObject("cancel")
        .put("resolution", result.subGenerator().resolution())
        .put("renderMs", rounded(result.renderMilliseconds()))
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
            "full generator at %s px (%.1f ms), cancelled %s times: cores free after p50 %.1f ms,"
                + " p95 %.1f ms, at most %.1f ms",
            figures.path("resolution").asText(),
            figures.path("renderMs").asDouble(),
            figures.path("cancelled").asText(),
            figures.path("p50Ms").asDouble(),
            figures.path("p95Ms").asDouble(),
            figures.path("maxMs").asDouble()));
  }
}
