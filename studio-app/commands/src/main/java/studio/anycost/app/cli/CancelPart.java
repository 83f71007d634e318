package studio.anycost.app.cli;

import static studio.anycost.app.cli.Figures.format;
import static studio.anycost.app.cli.Figures.rounded;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Option;
import studio.anycost.app.bench.CancelBench;

/** {@code --cancel}. */
final class CancelPart implements BenchPart {
  private static final int MOST = 100_000;

  @Option(
      names = "--cancel",
      arity = "0..1",
      fallbackValue = "60",
      paramLabel = "TIMES",
      description =
          "Cancel renders of the full generator so often (60 if not given), each at a random moment, "
              + "and time how long they still keep the cores.")
  private Integer times;

  @Override
  public boolean isWanted() {
    return times != null;
  }

  @Override
  public void check() throws InputException {
    if (isWanted() && (times < 1 || times > MOST)) {
      throw new InputException("--cancel takes 1 to " + MOST + " times, not " + times + ".");
    }
  }

  @Override
  public void measure(BenchRun run) throws IOException, InterruptedException {
    CancelBench.Result result = CancelBench.run(run.engine(), times, run.progress());
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
  public void print(JsonNode report, PrintWriter out) {
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
