package studio.anycost.app.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import studio.anycost.app.bench.BenchReport;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.engine.StudioEngine;

/**
 * One benchmark as a command: opens a model, measures, and prints the figures as JSON with stable
 * names or as the text that is made from them.
 */
abstract class Measurement implements Callable<Integer> {
  private final EngineFactory engines;
  @Mixin private final ModelOptions model = new ModelOptions();
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of the runtime. Default: as the studio has them on this machine.")
  private Integer threads;

  Measurement(EngineFactory engines) {
    this.engines = engines;
  }

  /** Checks the options before anything is opened. */
  abstract void check();

  /** Measures, and adds the figures to the report of the run. */
  abstract void measure(BenchmarkRun run) throws IOException, InterruptedException;

  /**
   * Prints the figures.
   *
   * @param report with the figures that {@link #measure} added
   */
  abstract void print(JsonNode report, PrintWriter out);

  @Override
  public final Integer call() throws IOException, InterruptedException {
    check();
    EngineFactory factory =
        threads == null ? engines : engines.with(options -> options.withThreads(threads));
    PrintWriter out = spec.commandLine().getOut();
    ObjectNode report;
    try (ModelOptions.Prepared prepared = model.prepare(this::demand);
        StudioEngine engine = factory.open(factory.openBundle(prepared.path()))) {
      report = BenchReport.begin(engine);
      measure(new BenchmarkRun(engine, factory, prepared.path(), report));
    }
    if (json) {
      ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
      out.println(mapper.writeValueAsString(report));
    } else {
      BenchReport.print(report, out);
      print(report, out);
    }
    return 0;
  }

  /** Ends the command with a sentence unless an option makes sense. */
  final void demand(boolean sensible, String sentence) {
    if (!sensible) {
      throw new ParameterException(spec.commandLine(), sentence);
    }
  }
}
