package studio.anycost.training.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.app.cli.InputException;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.training.networks.Architecture;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.tensors.Libtorch;
import studio.anycost.training.tensors.Precision;
import studio.anycost.training.tensors.Scopes;

/** {@code studio train bench-render}. */
@Command(
    name = "bench-render",
    description = {
      "Time what the generator of the trainer takes to render a face.",
      "At every ratio and resolution, with random weights, in float32 and in bfloat16 by turns."
    })
final class RenderBenchCommand implements Callable<Integer> {
  private static final double RATIO = 0.25;

  @Spec private CommandSpec spec;

  @Option(
      names = "--resolution",
      defaultValue = "1024",
      paramLabel = "PX",
      description = "The full resolution; those below it are measured, too, four in all (1024).")
  private int resolution;

  @Option(names = "--threads", defaultValue = "2", description = "Threads to compute with (2).")
  private int threads;

  @Option(names = "--runs", defaultValue = "5", description = "Faces of each (5).")
  private int runs;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    return SavingOnExit.nothing(this::measured);
  }

  private int measured() throws InputException {
    if (threads < 1 || runs < 1) {
      throw new InputException("--threads and --runs are at least 1.");
    }
    Libtorch.useThreads(threads);
    List<String> entries = new ArrayList<>();
    PrintWriter out = spec.commandLine().getOut();
    if (!json) {
      out.println("ratio  resolution  float32 ms  bfloat16 ms");
    }
    for (int side = resolution / 8; side <= resolution; side *= 2) {
      int level = side;
      try (Generator generator =
          new Generator(
              InputException.checking(
                  () -> new GeneratorSpec(new ChannelTable(level, 2, 512), 512, 8)))) {
        for (int quarter = 1; quarter <= 4; quarter++) {
          Map<Precision, Double> medians = measure(generator, quarter * RATIO);
          double single = medians.get(Precision.FLOAT32);
          double half = medians.get(Precision.BFLOAT16);
          entries.add(
              String.format(
                  Locale.ROOT,
                  "{\"ratio\":%.2f,\"resolution\":%d,\"float32_ms\":%.3f,\"bfloat16_ms\":%.3f}",
                  quarter * RATIO,
                  side,
                  single,
                  half));
          if (!json) {
            out.println(
                String.format(
                    Locale.ROOT,
                    "%5.2f  %7d px %11.2f %12.2f",
                    quarter * RATIO,
                    side,
                    single,
                    half));
            out.flush();
          }
        }
      }
    }
    if (json) {
      out.println("[" + String.join(",", entries) + "]");
      out.flush();
    }
    return 0;
  }

  /** Median milliseconds from a style code to the picture. */
  private Map<Precision, Double> measure(Generator generator, double ratio) {
    Architecture architecture = Architecture.uniform(generator.spec().channels(), ratio);
    Map<Precision, List<Double>> times = new EnumMap<>(Precision.class);
    // The first prepares what oneDNN keeps, and is not counted.
    for (int run = -1; run < runs; run++) {
      for (Precision precision : Precision.values()) {
        double milliseconds = render(generator, architecture, precision);
        if (run >= 0) {
          times.computeIfAbsent(precision, each -> new ArrayList<>()).add(milliseconds);
        }
      }
    }
    Map<Precision, Double> medians = new EnumMap<>(Precision.class);
    times.forEach((precision, each) -> medians.put(precision, BenchCommand.median(each)));
    return medians;
  }

  private static double render(
      Generator generator, Architecture architecture, Precision precision) {
    double[] milliseconds = new double[1];
    Scopes.runWithoutGradients(
        () -> {
          Tensor code = torch.randn(1, generator.styles(), generator.spec().styleDimension());
          List<Tensor> noise = generator.fixedNoise();
          long start = System.nanoTime();
          List<Tensor> pictures = generator.render(code, noise, architecture, precision);
          // As the window takes it: in memory, one value after the other.
          pictures.get(pictures.size() - 1).contiguous().data_ptr_float();
          milliseconds[0] = (System.nanoTime() - start) / 1e6;
        });
    return milliseconds[0];
  }
}
