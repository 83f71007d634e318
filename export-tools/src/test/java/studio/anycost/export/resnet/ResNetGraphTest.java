package studio.anycost.export.resnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.TorchCheckpoint;
import studio.anycost.export.checkpoint.TorchFileWriter;
import studio.anycost.export.checkpoint.TorchTensor;
import studio.anycost.export.onnx.OnnxRun;
import studio.anycost.models.graph.OnnxGuard;
import studio.anycost.models.graph.WeightStorage;

class ResNetGraphTest {
  private static final int SIDE = 64;
  private static final int STYLES = 3;
  private static final int DIMENSION = 4;
  private static final double TOLERANCE = 1e-4;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "false, '', 1",
    "false, module., 2",
    "true, encoder., 1",
    "true, '', 2",
    "true, a.b.c., 1"
  })
  void encoderEqualsTheReference(boolean bottleneck, String prefix, int depth) throws Exception {
    ReferenceResNet reference = reference(bottleneck, depth, STYLES * DIMENSION);
    Map<String, Object> tensors = reference.checkpoint(prefix);
    float[] mean = random(STYLES * DIMENSION, 3);
    tensors.put(prefix + "mean_latent", TorchTensor.of(new long[] {1, STYLES, DIMENSION}, mean));
    float[] image = random(3 * SIDE * SIDE, 4);

    ModelProto graph = encoder(tensors, WeightStorage.FLOAT32);

    float[] styles = run(graph, image).get("styles");
    double[] expected = reference.forward(image, SIDE);
    assertThat(styles).hasSize(STYLES * DIMENSION);
    for (int i = 0; i < styles.length; i++) {
      assertThat((double) styles[i]).isCloseTo(expected[i] + mean[i], within(TOLERANCE));
    }
    assertThat(OnnxGuard.parse(graph.toByteArray(), "encoder.onnx")).isEqualTo(graph);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void predictorEqualsTheReference(boolean bottleneck) throws Exception {
    ReferenceResNet reference = reference(bottleneck, 1, 10);
    float[] image = random(3 * SIDE * SIDE, 5);

    ModelProto graph;
    try (TorchCheckpoint checkpoint = open(reference.checkpoint(""))) {
      graph =
          new ResNetGraphWriter(checkpoint.tensors("state_dict"), WeightStorage.FLOAT32, SIDE)
              .attributes();
    }

    float[] logits = run(graph, image).get("logits");
    double[] expected = reference.forward(image, SIDE);
    for (int i = 0; i < logits.length; i++) {
      assertThat((double) logits[i]).isCloseTo(expected[i], within(TOLERANCE));
    }
    assertThat(axes(graph.getGraph().getOutput(0))).containsExactly("n", "5", "2");
  }

  @Test
  void imagesOfABatchDoNotTouchEachOther() throws Exception {
    ReferenceResNet reference = reference(true, 1, STYLES * DIMENSION);
    Map<String, Object> tensors = reference.checkpoint("");
    tensors.put("mean_latent", TorchTensor.of(new long[] {DIMENSION}, random(DIMENSION, 9)));
    float[][] images = {random(3 * SIDE * SIDE, 10), random(3 * SIDE * SIDE, 11)};
    float[] both = new float[2 * images[0].length];
    System.arraycopy(images[0], 0, both, 0, images[0].length);
    System.arraycopy(images[1], 0, both, images[0].length, images[1].length);

    ModelProto graph = encoder(tensors, WeightStorage.FLOAT32);

    float[] styles =
        OnnxRun.run(graph, Map.of("image", new OnnxRun.Tensor(both, 2, 3, SIDE, SIDE)))
            .get("styles");
    int size = STYLES * DIMENSION;
    assertThat(styles).hasSize(2 * size);
    for (int i = 0; i < 2; i++) {
      assertThat(Arrays.copyOfRange(styles, i * size, (i + 1) * size))
          .containsExactly(run(graph, images[i]).get("styles"), offset(1e-5f));
    }
    assertThat(axes(graph.getGraph().getOutput(0))).containsExactly("n", "3", "4");
  }

  @Test
  void halfPrecisionStaysClose() throws Exception {
    ReferenceResNet reference = reference(true, 1, STYLES * DIMENSION);
    Map<String, Object> tensors = reference.checkpoint("");
    tensors.put("mean_latent", TorchTensor.of(new long[] {DIMENSION}, new float[DIMENSION]));
    float[] image = random(3 * SIDE * SIDE, 6);

    ModelProto half = encoder(tensors, WeightStorage.FLOAT16);

    double[] expected = reference.forward(image, SIDE);
    float[] styles = run(half, image).get("styles");
    for (int i = 0; i < styles.length; i++) {
      assertThat((double) styles[i]).isCloseTo(expected[i], within(0.02));
    }
    assertThat(half.getGraph().getInitializerList())
        .filteredOn(tensor -> tensor.getName().endsWith(".weight"))
        .isNotEmpty()
        .allMatch(tensor -> tensor.getDataType() == TensorProto.DataType.FLOAT16_VALUE);
  }

  @Test
  void takesEveryFormOfTheMeanStyle() throws Exception {
    ReferenceResNet reference = reference(false, 1, STYLES * DIMENSION);
    float[] image = random(3 * SIDE * SIDE, 7);
    double[] expected = reference.forward(image, SIDE);
    for (long[] shape : List.of(new long[] {4}, new long[] {1, 4}, new long[] {3, 4})) {
      Map<String, Object> tensors = reference.checkpoint("module.");
      float[] mean = random(shape[0] == 3 ? 12 : 4, 8);
      tensors.put("mean_latent", TorchTensor.of(shape, mean));

      float[] styles = run(encoder(tensors, WeightStorage.FLOAT32), image).get("styles");

      for (int i = 0; i < styles.length; i++) {
        assertThat((double) styles[i])
            .isCloseTo(expected[i] + mean[i % mean.length], within(TOLERANCE));
      }
    }
  }

  @Test
  void takesImagesOf256Pixels() throws Exception {
    ReferenceResNet reference = reference(false, 1, 2);
    try (TorchCheckpoint checkpoint = open(reference.checkpoint(""))) {
      ModelProto graph =
          new ResNetGraphWriter(checkpoint.tensors("state_dict"), WeightStorage.FLOAT16)
              .attributes();
      assertThat(axes(graph.getGraph().getInput(0))).containsExactly("n", "3", "256", "256");
    }
  }

  @Test
  void namesTheTensorThatIsWrong() {
    Map<String, Object> good = reference(true, 1, 12).checkpoint("");
    good.put("mean_latent", TorchTensor.of(new long[] {4}, new float[4]));

    refuses(without(good, "layer3.0.bn2.running_mean"), "layer3.0.bn2.running_mean");
    refuses(without(good, "layer4.0.conv1.weight"), "layer4.0.conv1.weight");
    refuses(without(good, "layer2.0.downsample.0.weight"), "layer2.0.downsample.0.weight");
    refuses(without(good, "fc.weight"), "no torchvision ResNet");
    refuses(without(good, "fc.bias"), "fc.bias");
    refuses(without(good, "mean_latent"), "mean_latent");
    refuses(
        with(good, "layer1.0.conv2.weight", TorchTensor.of(new long[] {2, 9}, new float[18])),
        "layer1.0.conv2.weight");
    refuses(
        with(good, "mean_latent", TorchTensor.of(new long[] {2, 2}, new float[4])), "mean_latent");
    refuses(
        with(good, "layer1.0.se.fc1.weight", TorchTensor.of(new long[] {1}, 1)),
        "layer1.0.se.fc1.weight', which a torchvision ResNet does not have");
    refuses(with(good, "layer5.0.conv1.weight", TorchTensor.of(new long[] {1}, 1)), "layer5");
    refuses(
        with(good, "bn1.running_var", TorchTensor.of(new long[] {2}, 1, -1)),
        "bn1.running_var' holds a negative variance");
    refuses(with(good, "bn1.bias", TorchTensor.of(new long[] {2}, 1, Float.NaN)), "bn1.bias");
  }

  @Test
  void refusesOutputsThatDoNotFit() throws Exception {
    Map<String, Object> odd = reference(false, 1, 11).checkpoint("");
    odd.put("mean_latent", TorchTensor.of(new long[] {4}, new float[4]));

    refuses(odd, "gives 11 values; the generator needs 3 styles of 4, 12 values");
    try (TorchCheckpoint checkpoint = open(odd)) {
      ResNetGraphWriter writer =
          new ResNetGraphWriter(checkpoint.tensors("state_dict"), WeightStorage.FLOAT32, SIDE);
      assertThatThrownBy(writer::attributes).hasMessageContaining("11 values, which are no pairs");
    }
  }

  private void refuses(Map<String, Object> tensors, String part) {
    ThrowingCallable attempt = () -> encoder(tensors, WeightStorage.FLOAT32);
    assertThatThrownBy(attempt)
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(folder.toString())
        .hasMessageContaining(part);
  }

  private static Map<String, Object> without(Map<String, Object> tensors, String name) {
    Map<String, Object> result = new LinkedHashMap<>(tensors);
    assertThat(result.remove(name)).isNotNull();
    return result;
  }

  private static Map<String, Object> with(Map<String, Object> tensors, String name, Object value) {
    Map<String, Object> result = new LinkedHashMap<>(tensors);
    result.put(name, value);
    return result;
  }

  private ModelProto encoder(Map<String, Object> tensors, WeightStorage storage)
      throws IOException {
    try (TorchCheckpoint checkpoint = open(tensors)) {
      return new ResNetGraphWriter(checkpoint.tensors("state_dict"), storage, SIDE)
          .encoder(STYLES, DIMENSION);
    }
  }

  private TorchCheckpoint open(Map<String, Object> tensors) throws IOException {
    Path file = folder.resolve("encoder.pt");
    return TorchCheckpoint.open(TorchFileWriter.writeZip(file, Map.of("state_dict", tensors)));
  }

  private static ReferenceResNet reference(boolean bottleneck, int depth, int outputs) {
    return new ReferenceResNet(
        17, bottleneck, new int[] {depth, 1, 2, depth}, new int[] {2, 3, 4, 5}, outputs);
  }

  private static Map<String, float[]> run(ModelProto graph, float[] image) throws Exception {
    return OnnxRun.run(graph, Map.of("image", new OnnxRun.Tensor(image, 1, 3, SIDE, SIDE)));
  }

  /** Sizes or names. */
  private static Stream<String> axes(ValueInfoProto value) {
    return value.getType().getTensorType().getShape().getDimList().stream()
        .map(axis -> axis.hasDimParam() ? axis.getDimParam() : Long.toString(axis.getDimValue()));
  }

  private static float[] random(int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() * 2 - 1;
    }
    return values;
  }
}
