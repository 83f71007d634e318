package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Port;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.objective.FeatureLayer;
import studio.anycost.api.objective.FeatureNetwork;
import studio.anycost.api.objective.ImageInput;
import studio.anycost.api.objective.Term;
import studio.anycost.models.bundle.ModelBundle;

/**
 * Losses of the networks that come with the studio, two of them with weights of one byte, against
 * the slopes of their own values along their gradients.
 *
 * <p>Such networks bend at a million places: at steps where float32 still tells values apart, some
 * of them lie in between, and the slope is right to a hundredth only. What the operators' gradients
 * are is tested more sharply with their rules.
 */
@Timeout(120)
class NetworkSlopeTest {
  private static final double STEP = 3e-6;
  private static final Path SHIPPED =
      Path.of("../studio-app/core/src/main/resources/studio/anycost/app/portrait");

  private static float[] picture(int side, long seed) {
    Random random = new Random(seed);
    float[] values = new float[3 * side * side];
    for (int channel = 0; channel < 3; channel++) {
      for (int wave = 0; wave < 12; wave++) {
        double across = random.nextDouble() * 12 / side;
        double down = random.nextDouble() * 12 / side;
        double phase = random.nextDouble() * 6;
        double height = 0.35 * random.nextGaussian();
        for (int i = 0; i < side * side; i++) {
          values[channel * side * side + i] +=
              (float) (height * Math.sin(across * (i % side) + down * (i / side) + phase));
        }
      }
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.max(-1, Math.min(1, values[i] + 0.05 * random.nextGaussian()));
    }
    return values;
  }

  private static void assertSlope(PictureTerm term, int side, RuntimeParts parts)
      throws IOException {
    try (RunControl control = new RunControl(parts.runtime().ledger(), parts.gate());
        ComputeGate.Turn turn = parts.gate().beginInteractive()) {
      PictureTerm.Run run = new PictureTerm.Run(turn, control);
      float[] at = picture(side, 3);
      float[] gradient = new float[at.length];
      evaluate(term, at, side, gradient, run);
      double squares = 0;
      for (float value : gradient) {
        squares += (double) value * value;
      }
      double unit = Math.sqrt(gradient.length / squares);
      Random random = new Random(5);
      float[] above = at.clone();
      float[] below = at.clone();
      double expected = 0;
      for (int i = 0; i < at.length; i++) {
        double direction = gradient[i] * unit + random.nextGaussian();
        above[i] += (float) (STEP * direction);
        below[i] -= (float) (STEP * direction);
        // What the rounded steps are, not what they were meant to be.
        expected += gradient[i] * ((double) above[i] - below[i]);
      }
      double actual =
          evaluate(term, above, side, null, run) - evaluate(term, below, side, null, run);
      assertThat(actual / expected).isCloseTo(1, within(0.01));
    }
  }

  private static double evaluate(
      PictureTerm term, float[] values, int side, float[] gradient, PictureTerm.Run run)
      throws IOException {
    return term.evaluate(FloatTensor.of(values, 1, 3, side, side), values, side, gradient, run);
  }

  private interface TermMaker {
    PictureTerm make(SessionManager manager, RuntimeParts parts) throws IOException;
  }

  private static void assertSlope(int side, TermMaker maker) throws IOException {
    try (SessionManager manager = new SessionManager(new RuntimeOptions(2, 1L << 30))) {
      assertSlope(maker.make(manager, manager.parts()), side, manager.parts());
    }
  }

  private static PictureTerm distance(
      String file, int size, int side, SessionManager manager, RuntimeParts parts)
      throws IOException {
    Network network =
        manager.networks().open(file, Files.readAllBytes(SHIPPED.resolve(file + ".onnx")));
    List<FeatureLayer> layers =
        network.outputs().stream()
            .map(Port::name)
            .map(name -> FeatureLayer.of(name, name.startsWith("f"), 1))
            .toList();
    ImageInput input = ImageInput.of(size, 0, 255);
    Term.Features term =
        new Term.Features(
            1,
            new FeatureNetwork(network, input, layers),
            ImageTensor.wrap(side, picture(side, 9)).toRgb());
    return new FeatureTerm(term, new HeadSessions(TermCheck.network(network), input, "t", parts));
  }

  @Test
  void perceptualDistance() throws Exception {
    assertSlope(
        64, (manager, parts) -> distance("perceptual_mobilenetv2", 224, 64, manager, parts));
  }

  @Test
  void identityDistance() throws Exception {
    assertSlope(150, (manager, parts) -> distance("face_recognition", 150, 150, manager, parts));
  }

  @Test
  void outputsOfTheEncoder() throws Exception {
    int side = 256;
    assertSlope(
        side,
        (manager, parts) -> {
          LoadedGenerator generator = manager.load(ModelBundle.openDefault());
          Network encoder = generator.encoder().orElseThrow();
          int styles = generator.description().styleCount();
          int dimension = generator.description().styleDimension();
          Random random = new Random(1);
          float[] coefficients = new float[styles * dimension];
          for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] = (float) random.nextGaussian();
          }
          ImageInput input = ImageInput.of(side, -1, 1);
          Term.Output term =
              new Term.Output(
                  1,
                  encoder,
                  input,
                  encoder.outputs().get(0).name(),
                  FloatTensor.of(coefficients, 1, styles, dimension));
          return new OutputTerm(
              term, new HeadSessions(TermCheck.network(encoder), input, "t", parts));
        });
  }
}
