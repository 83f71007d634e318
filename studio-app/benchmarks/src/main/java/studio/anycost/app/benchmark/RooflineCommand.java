package studio.anycost.app.benchmark;

import static studio.anycost.app.bench.Figures.rounded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import studio.anycost.app.bench.UniformBench;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.preview.UniformGrid;
import studio.anycost.models.runtime.SessionManager;

/** {@code roofline}. */
@Command(
    name = "roofline",
    mixinStandardHelpOptions = true,
    description = {
      "Compare the rate of each sub-generator with the peak of this machine, and tell its stages",
      "and operators."
    })
final class RooflineCommand extends Measurement {
  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "9",
      description = "Measured runs of each sub-generator. Default: ${DEFAULT-VALUE}.")
  private int runs;

  private final PeakMeter peaks;

  /** Measures the peak of this machine. */
  @FunctionalInterface
  interface PeakMeter {
    PeakRate measure(SessionManager sessions) throws IOException;
  }

  RooflineCommand(EngineFactory engines) {
    this(engines, PeakRate::measure);
  }

  RooflineCommand(EngineFactory engines, PeakMeter peaks) {
    super(engines);
    this.peaks = peaks;
  }

  @Override
  void check() {
    demand(runs >= 1 && runs <= 10_000, "--runs takes 1 to 10000, not " + runs + ".");
  }

  @Override
  void measure(BenchmarkRun run) throws IOException, InterruptedException {
    PeakRate before = peaks.measure(run.engine().sessions());
    List<UniformBench.Result> results = UniformBench.run(run.engine(), runs, share -> {});
    PeakRate peak = before.best(peaks.measure(run.engine().sessions()));

    ObjectNode report = run.report();
    report.put("runs", runs);
    report.put("peak_gflop_s", rounded(peak.gigaflops()));
    ArrayNode probes = report.putArray("peaks");
    for (PeakRate.Probe probe : peak.probes()) {
      probes.addObject().put("name", probe.name()).put("gflop_s", rounded(probe.gigaflops()));
    }
    ArrayNode configurations = report.putArray("configurations");
    for (UniformBench.Result result : results) {
      configurations.add(configuration(report.objectNode(), result, peak));
    }
    ArrayNode operators = report.putArray("operators");
    for (UniformGrid.Place place : profiled(results)) {
      OperatorBench.Result result = OperatorBench.run(run.engines(), run.openModel(), place);
      operators.add(operators(report.objectNode(), result));
    }
  }

  private static ObjectNode configuration(
      ObjectNode node, UniformBench.Result result, PeakRate peak) {
    node.put("ratio", result.place().ratio())
        .put("resolution", result.place().subGenerator().resolution())
        .put("median_ms", rounded(result.median()))
        .put("fastest_ms", rounded(result.fastest()))
        .put("true_gmacs", rounded(result.place().macs().performedGiga()))
        .put("gflop_s", rounded(result.gigaflops()))
        .put("share_of_peak", rounded(result.gigaflops() / peak.gigaflops()));
    ArrayNode stages = node.putArray("stages");
    for (UniformBench.StageTime stage : result.stages()) {
      stages
          .addObject()
          .put("resolution", stage.resolution())
          .put("median_ms", rounded(stage.median()));
    }
    return node;
  }

  /** The full generator, and the smallest one at its second resolution. */
  private static List<UniformGrid.Place> profiled(List<UniformBench.Result> results) {
    List<UniformGrid.Place> places = results.stream().map(UniformBench.Result::place).toList();
    int lastRow = places.stream().mapToInt(UniformGrid.Place::row).max().orElseThrow();
    int lastColumn = places.stream().mapToInt(UniformGrid.Place::column).max().orElseThrow();
    List<UniformGrid.Place> chosen = new ArrayList<>();
    for (UniformGrid.Place place : places) {
      boolean full = place.row() == lastRow && place.column() == lastColumn;
      boolean small = place.row() == 0 && place.column() == Math.min(1, lastColumn);
      if (full || small) {
        chosen.add(place);
      }
    }
    return chosen;
  }

  private static ObjectNode operators(ObjectNode node, OperatorBench.Result result) {
    node.put("ratio", result.place().ratio())
        .put("resolution", result.place().subGenerator().resolution())
        .put("runs", result.runs())
        .put("ms", rounded(result.milliseconds()));
    addTimes(node, result.operators());
    ArrayNode stages = node.putArray("stages");
    for (OperatorBench.Stage stage : result.stages()) {
      ObjectNode entry = stages.addObject();
      entry.put("resolution", stage.resolution()).put("ms", rounded(stage.milliseconds()));
      addTimes(entry, stage.operators());
    }
    return node;
  }

  private static void addTimes(ObjectNode node, List<OperatorTime> times) {
    double total = times.stream().mapToDouble(OperatorTime::milliseconds).sum();
    ArrayNode array = node.putArray("operators");
    for (OperatorTime time : times) {
      array
          .addObject()
          .put("operator", time.operator())
          .put("nodes", rounded(time.nodes()))
          .put("ms", rounded(time.milliseconds()))
          .put("share", rounded(time.milliseconds() / total));
    }
  }

  @Override
  void print(JsonNode report, PrintWriter out) {
    new RooflineText(report, out).print();
  }
}
