package studio.anycost.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import studio.anycost.api.model.StyleCode;
import studio.anycost.models.latent.SeededNormal;

/** What a moved slider does to a style code of a generator of 1024 px. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class StyleBenchmark {
  private static final int STYLES = 18;
  private static final int DIMENSION = 512;

  private final float[] direction = SeededNormal.z(1, DIMENSION);
  private final StyleCode code =
      StyleCode.of(STYLES, DIMENSION, SeededNormal.z(2, STYLES * DIMENSION));
  private final StyleCode other = code.plus(direction, 0.5, STYLES);
  private final StyleCode same = StyleCode.of(STYLES, DIMENSION, code.toArray());
  private double step;

  /** One edit. */
  @Benchmark
  public StyleCode plus() {
    step += 0.001;
    return code.plus(direction, step, STYLES);
  }

  @Benchmark
  public StyleCode truncated() {
    return code.truncated(direction, 0.7);
  }

  @Benchmark
  public StyleCode interpolated() {
    return code.interpolated(other, 0.3);
  }

  /** The question of every render: from which style on does the code differ. */
  @Benchmark
  public int firstDifference() {
    return code.firstDifference(same);
  }
}
