package studio.anycost.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.anycost.app.bench.BenchReport;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.models.runtime.RuntimeOptions;

/** {@code studio bench}. */
@Command(
    name = "bench",
    description = {
      "Measure this machine: the median time of each uniform sub-generator.",
      "With --latency: how well the times of other configurations are predicted."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio bench",
      "  studio bench --runs 20 --json",
      "  studio bench --bundle my-model --latency"
    })
final class BenchCommand implements Callable<Integer> {
  private final CliContext context;
  private final UniformPart uniform = new UniformPart();
  @Mixin private final BundleOption bundle = new BundleOption();
  @Mixin private final LatencyPart latency = new LatencyPart();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "9",
      description = "Measured runs of each sub-generator. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of the runtime. Default: as the studio has them on this machine.")
  private Integer threads;

  BenchCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, InputException, InterruptedException {
    check();
    BenchPart part = latency.isWanted() ? latency : uniform;
    CliContext measured = threads == null ? context : context.withThreads(threads);
    ObjectNode report;
    try (ProgressLine progress = new ProgressLine(context);
        StudioEngine engine = measured.openEngine(bundle.path())) {
      report = BenchReport.begin(engine);
      part.measure(engine, runs, report, progress::share);
    }
    if (json) {
      context.print(report);
    } else {
      BenchReport.print(report, context.out());
      part.print(report, context.out());
    }
    return ExitCodes.DONE;
  }

  private void check() throws InputException {
    latency.check();
    if (runs < 1 || runs > 10_000) {
      throw new InputException("--runs takes 1 to 10000, not " + runs + ".");
    }
    if (threads != null && (threads < 1 || threads > RuntimeOptions.MOST_THREADS)) {
      throw new InputException(
          "--threads takes 1 to " + RuntimeOptions.MOST_THREADS + ", not " + threads + ".");
    }
  }
}
