package studio.anycost.training.perceptual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.models.graph.OnnxGuard;
import studio.anycost.training.tensors.Gradients;
import studio.anycost.training.tensors.Libtorch;
import studio.anycost.training.tensors.Tensors;

class PerceptualDistanceTest {
  private static final List<String> LAYERS = List.of("f1", "f2", "f3", "f4", "f5");

  @TempDir private Path folder;

  private PointerScope scope;

  @BeforeEach
  void open() {
    Libtorch.useThreads(1);
    scope = new PointerScope();
    Libtorch.seed(5);
  }

  @AfterEach
  void close() {
    scope.close();
  }

  private static byte[] builtIn() throws IOException {
    try (InputStream in =
        PerceptualDistance.class.getResourceAsStream("perceptual_mobilenetv2.onnx")) {
      return in.readAllBytes();
    }
  }

  @Test
  void featuresAreThoseOfTheRuntime() throws Exception {
    // No multiple of 32, so that all ways of padding count.
    Tensor image = torch.rand(2, 3, 44, 44).mul(Tensors.scalar(255));
    byte[] bytes = builtIn();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (FeatureGraph graph =
            FeatureGraph.of(OnnxGuard.parse(bytes, "mobilenet"), LAYERS, "mobilenet");
        OrtSession session = environment.createSession(bytes);
        OnnxTensor input =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(Tensors.toArray(image)), new long[] {2, 3, 44, 44});
        OrtSession.Result expected = session.run(Map.of("image", input))) {
      List<Tensor> found = graph.run(image);
      for (int i = 0; i < LAYERS.size(); i++) {
        OnnxTensor layer = (OnnxTensor) expected.get(LAYERS.get(i)).orElseThrow();
        assertThat(Tensors.shape(found.get(i))).isEqualTo(layer.getInfo().getShape());
        assertThat(Tensors.toArray(found.get(i)))
            .as(LAYERS.get(i))
            .usingComparatorWithPrecision(2e-3f)
            .containsExactly(layer.getFloatBuffer().array());
      }
    }
  }

  @Test
  void itsGradientIsThatOfFiniteDifferences() throws IOException {
    try (PerceptualDistance distance = PerceptualDistance.builtIn()) {
      torch.ScalarType exact = torch.ScalarType.Double;
      Tensor target = smooth(3).to(exact);
      Tensor picture = smooth(3).to(exact).detach().requires_grad_(true);
      Tensor gradient = Gradients.of(distance.of(picture, target).sum(), List.of(picture)).get(0);
      Tensor single = picture.to(torch.ScalarType.Float).detach().requires_grad_(true);
      Tensor inSingle =
          Gradients.of(
                  distance.of(single, target.to(torch.ScalarType.Float)).sum(), List.of(single))
              .get(0);
      Tensor direction = torch.randn_like(picture);
      double step = 1e-7;
      double above = moved(distance, picture, direction, target, step);
      double below = moved(distance, picture, direction, target, -step);
      double length = Tensors.value(gradient.square().sum().sqrt());
      assertThat(Tensors.value(gradient.mul(direction).sum()))
          .isCloseTo((above - below) / (2 * step), within(1e-3 * length));
      double apart = Tensors.value(inSingle.to(exact).sub(gradient).square().sum().sqrt());
      assertThat(apart).isLessThan(1e-3 * length);
    }
  }

  private static double moved(
      PerceptualDistance distance, Tensor picture, Tensor by, Tensor target, double step) {
    Tensor there = picture.detach().add(by, Tensors.scalar(step));
    return Tensors.value(distance.of(there, target).sum());
  }

  private static Tensor smooth(long batch) {
    return torch
        .upsample_bilinear2d(torch.rand(batch, 3, 5, 5), new long[] {40, 40}, true)
        .sub(Tensors.scalar(0.5));
  }

  @Test
  void picturesOfOneColourHaveAGradientToo() throws IOException {
    try (PerceptualDistance distance = PerceptualDistance.builtIn()) {
      Tensor black =
          torch.full(new long[] {1, 3, 8, 8}, Tensors.scalar(-1)).detach().requires_grad_(true);
      Tensor loss = distance.of(black, smooth(1).narrow(2, 0, 8).narrow(3, 0, 8)).sum();
      Tensor gradient = Gradients.of(loss, List.of(black)).get(0);
      assertThat(Tensors.value(gradient.isfinite().all())).isEqualTo(1);
      assertThat(Tensors.value(distance.of(black, black).sum())).isZero();
    }
  }

  @Test
  void aFileThatIsNoFeatureFileIsOneSentence() throws IOException {
    Path file = folder.resolve("plain.onnx");
    Files.write(file, builtIn());
    Assertions.assertThatThrownBy(() -> PerceptualDistance.of(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("plain.onnx");
    Assertions.assertThatThrownBy(() -> PerceptualDistance.of(folder.resolve("none")))
        .hasMessage("There is no file " + folder.resolve("none") + ".");
  }
}
