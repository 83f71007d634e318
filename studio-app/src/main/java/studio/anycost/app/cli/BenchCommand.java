package studio.anycost.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.anycost.app.bench.DragBench;
import studio.anycost.app.bench.SoakBench;
import studio.anycost.app.bench.UniformBench;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.preview.PreviewMode;

/** {@code studio bench}. */
@Command(
    name = "bench",
    description = {
      "Measure this machine: the median time of each uniform sub-generator.",
      "With --drag or --soak: the preview under a scripted slider."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio bench",
      "  studio bench --runs 20 --json",
      "  studio bench --drag --seconds 10",
      "  studio bench --soak 10000"
    })
final class BenchCommand implements Callable<Integer> {
  private final CliContext context;
  @Mixin private BundleOption bundle;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "9",
      description = "Measured runs of each sub-generator. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--drag",
      description = "Drag a slider at 60 moves a second and time the pictures that answer.")
  private boolean drag;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "5",
      description = "Length of the drag. Default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(
      names = "--budget",
      paramLabel = "MS",
      defaultValue = "" + PreviewMode.DEFAULT_BUDGET_MS,
      description =
          "Milliseconds that a picture of the drag may take to render. Default: ${DEFAULT-VALUE}.")
  private double budget;

  @Option(
      names = "--soak",
      arity = "0..1",
      fallbackValue = "10000",
      paramLabel = "MOVES",
      description = "Move a slider so often (10000 if not given) and watch the memory.")
  private Integer moves;

  BenchCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, InputException, InterruptedException {
    requireSensible();
    ObjectNode report;
    try (StudioEngine engine = context.openEngine(bundle.path());
        ProgressLine progress = new ProgressLine(context)) {
      report = measured(engine, progress);
    }
    if (json) {
      context.print(report);
    } else {
      BenchReport.print(report, context.out());
    }
    return ExitCodes.DONE;
  }

  private ObjectNode measured(StudioEngine engine, ProgressLine progress)
      throws IOException, InterruptedException {
    ObjectNode report = BenchReport.surroundings(engine);
    if (drag) {
      report.set("drag", BenchReport.drag(engine, DragBench.run(engine, budget, seconds)));
    }
    if (moves != null) {
      report.set("soak", BenchReport.soak(SoakBench.run(engine, moves, progress::share)));
    }
    if (!drag && moves == null) {
      report.put("runs", runs);
      report.set(
          "subGenerators", BenchReport.uniform(UniformBench.run(engine, runs, progress::share)));
    }
    return report;
  }

  private void requireSensible() throws InputException {
    if (runs < 1 || runs > 10_000) {
      throw new InputException("--runs takes 1 to 10000, not " + runs + ".");
    }
    if (!(seconds >= 0.1 && seconds <= 3600)) {
      throw new InputException("--seconds takes 0.1 to 3600, not " + seconds + ".");
    }
    if (!(budget >= 1 && budget <= 10_000)) {
      throw new InputException(
          String.format(Locale.ROOT, "--budget takes 1 to 10000 ms, not %s.", budget));
    }
    if (moves != null && moves < 2) {
      throw new InputException("--soak takes at least 2 moves, not " + moves + ".");
    }
  }
}
