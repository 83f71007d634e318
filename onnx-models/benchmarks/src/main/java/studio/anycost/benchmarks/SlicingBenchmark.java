package studio.anycost.benchmarks;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.bundle.StageEntry;
import studio.anycost.models.graph.GraphSlicer;
import studio.anycost.models.graph.OnnxGuard;

/** A stage on its way from the bundle to a session. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class SlicingBenchmark {
  private static final int RESOLUTION = 64;

  @Param({"0.25", "0.75"})
  public double ratio;

  private byte[] bytes;
  private ModelProto stage;
  private ChannelConfiguration widths;

  @Setup
  public void open() throws IOException {
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      StageEntry entry =
          bundle.stages().stream()
              .filter(candidate -> candidate.resolution() == RESOLUTION)
              .findFirst()
              .orElseThrow();
      bytes = bundle.read(entry.file());
      ChannelTable table = bundle.description().channels();
      widths = table.uniform(ratio, table.resolution());
    }
    stage = OnnxGuard.parse(bytes, "stage");
  }

  /** Bytes to a checked graph. */
  @Benchmark
  public ModelProto parse() throws IOException {
    return OnnxGuard.parse(bytes, "stage");
  }

  /** The checked graph cut to the widths of a sub-generator. */
  @Benchmark
  public ModelProto slice() throws IOException {
    return GraphSlicer.slice(stage, widths);
  }
}
