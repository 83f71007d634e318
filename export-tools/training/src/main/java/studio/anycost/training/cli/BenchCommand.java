package studio.anycost.training.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.app.cli.InputException;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.training.run.StepBenchmark;
import studio.anycost.training.run.StepBenchmark.Kind;
import studio.anycost.training.tensors.Libtorch;
import studio.anycost.training.tensors.Precision;

/** {@code studio train bench}. */
@Command(
    name = "bench",
    description = {
      "Count the pictures a second of the first stage, on noise, in float32 and in bfloat16 by turns.",
      "R1 is counted every 16th step and path length regularisation every 8th, as published."
    })
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--levels",
      split = ",",
      defaultValue = "16,32,64,128",
      paramLabel = "PX",
      description = "Resolutions, each with a generator of its own (${DEFAULT-VALUE}).")
  private List<Integer> levels;

  @Option(names = "--batch", defaultValue = "16", description = "Pictures a step (16).")
  private int batch;

  @Option(names = "--threads", defaultValue = "1", description = "Threads to compute with (1).")
  private int threads;

  @Option(
      names = "--channel-multiplier",
      defaultValue = "2",
      description = "Widths are this times 16384 / resolution, up to the cap (2).")
  private double multiplier;

  @Option(names = "--channel-max", defaultValue = "512", description = "The cap (512).")
  private int channelMax;

  @Option(names = "--rounds", defaultValue = "2", description = "Steps of each kind (2).")
  private int rounds;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  private record Row(int level, Map<Precision, List<Double>> seconds) {
    double picturesPerSecond(Precision precision, int batch) {
      return batch / StepBenchmark.amortised(seconds.get(precision));
    }
  }

  @Override
  public Integer call() throws Exception {
    return SavingOnExit.nothing(this::measured);
  }

  private int measured() throws IOException, InputException {
    if (threads < 1 || rounds < 1) {
      throw new InputException("--threads and --rounds are at least 1.");
    }
    Libtorch.useThreads(threads);
    PrintWriter out = spec.commandLine().getOut();
    if (!json) {
      out.println("level   float32  bfloat16  pictures a second, and how many times as fast");
    }
    List<Row> rows = new ArrayList<>();
    for (int level : levels) {
      rows.add(measure(level));
      if (!json) {
        out.println(line(rows.get(rows.size() - 1)));
        out.flush();
      }
    }
    if (json) {
      out.println(rows.stream().map(this::object).collect(Collectors.joining(",", "[", "]")));
      out.flush();
    }
    return 0;
  }

  private Row measure(int level) throws IOException, InputException {
    try (StepBenchmark steps =
        new StepBenchmark(
            new GeneratorSpec(new ChannelTable(level, multiplier, channelMax), 512, 8), batch)) {
      // What oneDNN prepares once, and Java.
      steps.seconds(Precision.FLOAT32, Kind.PENALTY);
      steps.seconds(Precision.FLOAT32, Kind.PATH);
      steps.seconds(Precision.BFLOAT16, Kind.PLAIN);
      Map<Precision, List<List<Double>>> all = new EnumMap<>(Precision.class);
      for (Kind kind : Kind.values()) {
        for (Precision precision : Precision.values()) {
          all.computeIfAbsent(precision, p -> new ArrayList<>()).add(new ArrayList<>());
        }
        for (int round = 0; round < rounds; round++) {
          for (Precision precision : Precision.values()) {
            all.get(precision).get(kind.ordinal()).add(steps.seconds(precision, kind));
          }
        }
      }
      Map<Precision, List<Double>> medians = new EnumMap<>(Precision.class);
      all.forEach(
          (precision, kinds) ->
              medians.put(precision, kinds.stream().map(BenchCommand::median).toList()));
      return new Row(level, medians);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  private String line(Row row) {
    double single = row.picturesPerSecond(Precision.FLOAT32, batch);
    double half = row.picturesPerSecond(Precision.BFLOAT16, batch);
    return String.format(
        Locale.ROOT, "%5d  %8.2f  %8.2f  %.2f", row.level(), single, half, half / single);
  }

  private String object(Row row) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT, "{\"level\":%d,\"batch\":%d,\"threads\":%d", row.level(), batch, threads));
    for (Precision precision : Precision.values()) {
      List<Double> seconds = row.seconds().get(precision);
      text.append(
          String.format(
              Locale.ROOT,
              ",\"%s\":{\"plain_s\":%.5f,\"r1_s\":%.5f,\"path_s\":%.5f,\"pictures_per_second\":%.4f}",
              precision.name().toLowerCase(Locale.ROOT),
              seconds.get(0),
              seconds.get(1),
              seconds.get(2),
              row.picturesPerSecond(precision, batch)));
    }
    return text.append('}').toString();
  }
}
