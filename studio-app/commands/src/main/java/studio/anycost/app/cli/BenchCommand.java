package studio.anycost.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.anycost.app.bench.PeakRate;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.models.runtime.RuntimeOptions;

/** {@code studio bench}. */
@Command(
    name = "bench",
    description = {
      "Measure this machine: the median time of each uniform sub-generator.",
      "With --random: a large model of random weights, and how near it comes to the peak.",
      "With --latency: how well the times of other configurations are predicted.",
      "With --drag or --soak: the preview under a scripted slider.",
      "With --cancel or --memory: how soon the cores are free again, and what lies in memory."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio bench",
      "  studio bench --runs 20 --json",
      "  studio bench --random config-f --json",
      "  studio bench --random config-f --latency",
      "  studio bench --drag --seconds 10",
      "  studio bench --soak 10000",
      "  studio bench --random config-f --cancel --memory"
    })
final class BenchCommand implements Callable<Integer> {
  private final CliContext context;
  private final BenchPart uniform = new UniformPart();
  @Mixin private final BenchModel model = new BenchModel();
  @Mixin private final RooflinePart roofline = new RooflinePart(PeakRate::measure);
  @Mixin private final LatencyPart latency = new LatencyPart();
  @Mixin private final DragPart drag = new DragPart();
  @Mixin private final SoakPart soak = new SoakPart();
  @Mixin private final CancelPart cancel = new CancelPart();
  @Mixin private final MemoryPart memory = new MemoryPart();

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
    List<BenchPart> parts = wanted();
    if (runs < 1 || runs > 10_000) {
      throw new InputException("--runs takes 1 to 10000, not " + runs + ".");
    }
    if (threads != null && (threads < 1 || threads > RuntimeOptions.MOST_THREADS)) {
      throw new InputException(
          "--threads takes 1 to " + RuntimeOptions.MOST_THREADS + ", not " + threads + ".");
    }
    CliContext measured = threads == null ? context : context.withThreads(threads);
    ObjectNode report;
    try (ProgressLine progress = new ProgressLine(context);
        BenchModel.Prepared prepared = model.prepare(progress);
        StudioEngine engine = measured.openEngine(prepared.path())) {
      report = BenchReport.begin(engine);
      BenchRun run =
          new BenchRun(engine, measured.engines(), prepared.path(), runs, report, progress::share);
      for (BenchPart part : parts) {
        part.measure(run);
      }
    }
    if (json) {
      context.print(report);
    } else {
      BenchReport.print(report, context.out());
      parts.forEach(part -> part.print(report, context.out()));
    }
    return ExitCodes.DONE;
  }

  /**
   * In the order of the report, memory before anything is in it; the uniform sub-generators if
   * nothing else was asked for.
   */
  private List<BenchPart> wanted() throws InputException {
    model.check();
    List<BenchPart> all = List.of(memory, roofline, latency, drag, soak, cancel);
    for (BenchPart part : all) {
      part.check();
    }
    List<BenchPart> wanted = all.stream().filter(BenchPart::isWanted).toList();
    if (wanted.isEmpty()) {
      return List.of(model.isRandom() ? roofline : uniform);
    }
    return wanted;
  }
}
