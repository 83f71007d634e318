package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.anycost.api.task.CancellationToken.NONE;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.objective.ImageInput;
import studio.anycost.api.objective.Objective;
import studio.anycost.api.objective.Term;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.io.Npy;

/**
 * What the runtime says of the default bundle's gradients, in the machine's own form of the stages,
 * against the autograd of the public PyTorch implementation. The files come from {@code
 * export-tools/reference/make_gradient_golden.py}.
 */
@Timeout(120)
class GoldenGradientTest {
  private static final double TOLERANCE = 1e-3;

  @ParameterizedTest
  @CsvSource({"starter-full-64, 1, 64", "starter-full-256, 1, 256", "starter-half-128, 0.5, 128"})
  void equalsAutograd(String name, double ratio, int side) throws Exception {
    float[] golden = Npy.read(Path.of("src/test/resources/gradient", name + ".npy")).data();
    try (SessionManager manager = new SessionManager(new RuntimeOptions(2, 1L << 30));
        LoadedGenerator generator = manager.load(ModelBundle.openDefault())) {
      int styles = generator.description().styleCount();
      int dimension = generator.description().styleDimension();
      int count = styles * dimension;
      StyleCode code =
          StyleCode.of(styles, dimension, Arrays.copyOfRange(golden, count, 2 * count));
      Objective objective = generator.objective(List.of(weighted(manager, side)), Noise.NONE);
      float[] actual =
          objective
              .evaluate(code, generator.description().channels().subGenerator(ratio, side), NONE)
              .gradient()
              .toArray();
      double largest = 0;
      double worst = 0;
      for (int i = 0; i < count; i++) {
        largest = Math.max(largest, Math.abs(golden[i]));
        worst = Math.max(worst, Math.abs(actual[i] - golden[i]));
      }
      assertThat(largest).isGreaterThan(0.1);
      assertThat(worst / largest).isLessThanOrEqualTo(TOLERANCE);
    }
  }

  /** The sum of the picture times the weights of the golden files. */
  private static Term weighted(SessionManager manager, int side) throws Exception {
    SyntheticGraph graph = new SyntheticGraph();
    graph.output("same", graph.input("image", 1, 3, side, side), 1, 3, side, side);
    Network mirror = manager.networks().open("mirror", graph.toBytes());
    float[] weights = new float[3 * side * side];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) Math.sin(5.0 * i / weights.length);
    }
    return new Term.Output(
        1, mirror, ImageInput.of(side, -1, 1), "same", FloatTensor.wrap(weights, 1, 3, side, side));
  }
}
