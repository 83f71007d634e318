package studio.anycost.app.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.objective.ImageInput;
import studio.anycost.api.objective.Term;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.graph.GraphBuilder;
import studio.anycost.models.graph.WeightStorage;
import studio.anycost.models.io.Npy;
import studio.anycost.models.runtime.LoadedGenerator;
import studio.anycost.models.runtime.RuntimeOptions;
import studio.anycost.models.runtime.SessionManager;

/**
 * The gradient of a generator of StyleGAN2's widths, half of the channels at 256 px, against the
 * autograd of the public PyTorch implementation. Both sides draw the weights themselves; the file
 * comes from {@code export-tools/reference/make_gradient_golden.py --random config-f}.
 */
class RandomGradientTest {
  private static final int SIDE = 256;
  private static final double TOLERANCE = 1e-3;

  @Test
  void equalsAutograd() throws Exception {
    float[] golden = Npy.read(Path.of("src/test/resources/gradient/config-f-half-256.npy")).data();
    // What a generator of 1024 px has up to here is the same.
    GeneratorSpec spec = new GeneratorSpec(new ChannelTable(SIDE, 2, 512), 512, 8);
    try (RandomBundle bundle = RandomBundle.write(spec, "config-f");
        SessionManager manager = new SessionManager(new RuntimeOptions(2, 1L << 30));
        LoadedGenerator generator = manager.load(ModelBundle.open(bundle.path()))) {
      int styles = generator.description().styleCount();
      int count = styles * spec.styleDimension();
      assertThat(golden).hasSize(2 * count);
      StyleCode code =
          StyleCode.of(styles, spec.styleDimension(), Arrays.copyOfRange(golden, count, 2 * count));
      SubGenerator half = generator.description().channels().subGenerator(0.5, SIDE);
      float[] actual =
          generator
              .objective(List.of(weighted(manager)), Noise.NONE)
              .evaluate(code, half, CancellationToken.NONE)
              .gradient()
              .toArray();
      double largest = 0;
      double worst = 0;
      for (int i = 0; i < count; i++) {
        largest = Math.max(largest, Math.abs(golden[i]));
        worst = Math.max(worst, Math.abs(actual[i] - golden[i]));
      }
      assertThat(largest).isPositive();
      assertThat(worst / largest).isLessThanOrEqualTo(TOLERANCE);
    }
  }

  /** The sum of the picture times the weights that the script has. */
  private static Term weighted(SessionManager manager) throws Exception {
    GraphBuilder graph = new GraphBuilder("mirror", WeightStorage.FLOAT32);
    String side = GraphBuilder.axis(SIDE);
    String image = graph.input("image", "1", "3", side, side);
    graph.output("same", image, "1", "3", side, side);
    Network mirror = manager.networks().open("mirror", graph.build().toByteArray());
    float[] weights = new float[3 * SIDE * SIDE];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) Math.sin(5.0 * i / weights.length);
    }
    return new Term.Output(
        1, mirror, ImageInput.of(SIDE, -1, 1), "same", FloatTensor.of(weights, 1, 3, SIDE, SIDE));
  }
}
