package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Port;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.objective.FeatureLayer;
import studio.anycost.api.objective.FeatureNetwork;
import studio.anycost.api.objective.ImageInput;
import studio.anycost.api.objective.Term;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.io.Npy;

/**
 * Gradients of whole networks with respect to the picture, those that come with the studio and one
 * of Inception's kinds of blocks, against PyTorch's autograd in double precision. The files, which
 * hold a value and a sample of its gradient, come from {@code
 * export-tools/reference/make_network_golden.py}.
 */
@Timeout(120)
class NetworkGradientTest {
  private static final double TOLERANCE = 1e-3;
  private static final int SAMPLES = 4000;
  private static final Path GOLDEN = Path.of("src/test/resources/gradient/networks");
  private static final Path SHIPPED =
      Path.of("../studio-app/core/src/main/resources/studio/anycost/app/portrait");

  /** The script's picture, 0..255: smooth ramps and a little noise. */
  private static double[] picture(int side, int variant) {
    double[] values = new double[3 * side * side];
    for (int index = 0; index < values.length; index++) {
      int c = index / (side * side);
      int y = index / side % side;
      int x = index % side;
      double noise = (index * 2654435761L + variant * 40503L) % (1L << 32) / (double) (1L << 27);
      int across = ramps(3 * x + 2 * (c + 1) * y + 70 * variant);
      int down = ramps(5 * y - x + 40 * c + 31 * variant);
      values[index] = (2 * across + down) / 4.0 + noise;
    }
    return values;
  }

  /** Another one as a file would have it. */
  private static RgbImage target(int side) {
    double[] values = picture(side, 1);
    int plane = side * side;
    int[] pixels = new int[plane];
    for (int i = 0; i < plane; i++) {
      pixels[i] =
          0xff000000
              | (int) values[i] << 16
              | (int) values[plane + i] << 8
              | (int) values[2 * plane + i];
    }
    return RgbImage.of(side, side, pixels);
  }

  private static int ramps(int t) {
    return 2 * Math.abs(Math.floorMod(t, 256) - 128);
  }

  private interface TermMaker {
    PictureTerm make(SessionManager manager, RuntimeParts parts) throws IOException;
  }

  private static void assertGolden(String name, int side, TermMaker maker) throws IOException {
    float[] golden = Npy.read(GOLDEN.resolve(name + ".npy")).data();
    double[] pixels = picture(side, 0);
    float[] picture = new float[pixels.length];
    for (int i = 0; i < picture.length; i++) {
      picture[i] = (float) (pixels[i] / 127.5 - 1);
    }
    float[] gradient = new float[picture.length];
    double value;
    try (SessionManager manager = new SessionManager(new RuntimeOptions(2, 1L << 30))) {
      RuntimeParts parts = manager.parts();
      PictureTerm term = maker.make(manager, parts);
      try (RunControl control = new RunControl(parts.runtime().ledger(), parts.gate());
          ComputeGate.Turn turn = parts.gate().beginInteractive()) {
        value =
            term.evaluate(
                FloatTensor.of(picture, 1, 3, side, side),
                picture,
                side,
                gradient,
                new PictureTerm.Run(turn, control));
      }
    }
    assertThat(value).isCloseTo(golden[0], within(1e-4 * Math.abs(golden[0])));
    int step = gradient.length / SAMPLES | 1;
    assertThat(golden).hasSize(1 + (gradient.length + step - 1) / step);
    double squares = 0;
    double errors = 0;
    for (int i = 1; i < golden.length; i++) {
      double expected = golden[i];
      squares += expected * expected;
      errors += Math.pow(gradient[(i - 1) * step] - expected, 2);
    }
    assertThat(squares).isPositive();
    assertThat(Math.sqrt(errors / squares)).as(name).isLessThanOrEqualTo(TOLERANCE);
  }

  private static PictureTerm distance(
      Network network, ImageInput input, List<FeatureLayer> layers, int side, RuntimeParts parts) {
    Term.Features term =
        new Term.Features(1, new FeatureNetwork(network, input, layers), target(side));
    return new FeatureTerm(term, new HeadSessions(TermCheck.network(network), input, "t", parts));
  }

  private static PictureTerm sum(Network network, int side, RuntimeParts parts) {
    Port output = network.outputs().get(0);
    long[] shape = output.shape().stream().mapToLong(axis -> Math.max(1, axis)).toArray();
    float[] coefficients = new float[(int) LongStream.of(shape).reduce(1, Math::multiplyExact)];
    for (int i = 0; i < coefficients.length; i++) {
      coefficients[i] = (float) Math.sin(5.0 * i / coefficients.length);
    }
    ImageInput input = ImageInput.of(side, -1, 1);
    Term.Output term =
        new Term.Output(1, network, input, output.name(), FloatTensor.wrap(coefficients, shape));
    return new OutputTerm(term, new HeadSessions(TermCheck.network(network), input, "t", parts));
  }

  private static Network open(SessionManager manager, Path file) throws IOException {
    return manager.networks().open(file.getFileName().toString(), Files.readAllBytes(file));
  }

  @Test
  void perceptualDistance() throws Exception {
    List<FeatureLayer> layers =
        List.of("f1", "f2", "f3", "f4", "f5").stream()
            .map(name -> FeatureLayer.of(name, true, 0.2f))
            .toList();
    assertGolden(
        "perceptual",
        64,
        (manager, parts) ->
            distance(
                open(manager, SHIPPED.resolve("perceptual_mobilenetv2.onnx")),
                new ImageInput(16, 256, 0, 255, Optional.empty()),
                layers,
                64,
                parts));
  }

  @Test
  void identityDistance() throws Exception {
    assertGolden(
        "identity",
        150,
        (manager, parts) ->
            distance(
                open(manager, SHIPPED.resolve("face_recognition.onnx")),
                ImageInput.of(150, 0, 255),
                List.of(FeatureLayer.of("descriptor", false, 1)),
                150,
                parts));
  }

  @Test
  void stylesOfTheEncoder() throws Exception {
    assertGolden(
        "encoder",
        256,
        (manager, parts) ->
            sum(manager.load(ModelBundle.openDefault()).encoder().orElseThrow(), 256, parts));
  }

  @Test
  void logitsOfTheAttributes() throws Exception {
    assertGolden(
        "attributes",
        256,
        (manager, parts) ->
            sum(
                manager.load(ModelBundle.openDefault()).attributePredictor().orElseThrow(),
                256,
                parts));
  }

  @Test
  void blocksOfInception() throws Exception {
    assertGolden(
        "inception",
        75,
        (manager, parts) -> sum(open(manager, GOLDEN.resolve("inception.onnx")), 75, parts));
  }
}
