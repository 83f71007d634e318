package studio.anycost.training.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.bundle.NoiseInput;
import studio.anycost.models.bundle.StageEntry;
import studio.anycost.training.networks.Architecture;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.resnet.ResNet;
import studio.anycost.training.tensors.Libtorch;
import studio.anycost.training.tensors.Tensors;

/** What comes out of the bundle that comes along computes what the bundle's graphs compute. */
class ModelSourceTest {
  private static final ModelSource BUILT_IN = new ModelSource(ModelSource.BUILT_IN);

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

  private Map<String, float[]> run(byte[] graph, Map<String, Tensor> inputs) throws OrtException {
    Map<String, OnnxTensor> given = new HashMap<>();
    Map<String, float[]> results = new HashMap<>();
    try (OrtSession session = environment.createSession(graph)) {
      for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
        given.put(
            input.getKey(),
            OnnxTensor.createTensor(
                environment,
                FloatBuffer.wrap(Tensors.toArray(input.getValue())),
                Tensors.shape(input.getValue())));
      }
      try (OrtSession.Result found = session.run(given)) {
        for (String name : session.getOutputNames()) {
          OnnxTensor output = (OnnxTensor) found.get(name).orElseThrow();
          results.put(name, output.getFloatBuffer().array());
        }
      }
    } finally {
      given.values().forEach(OnnxTensor::close);
    }
    return results;
  }

  @Test
  @SuppressWarnings("try")
  void theGeneratorOfABundle() throws Exception {
    Libtorch.seed(3);
    try (PointerScope scope = new PointerScope();
        ModelBundle bundle = ModelBundle.openDefault();
        Generator generator = BUILT_IN.generator()) {
      Tensor z = torch.randn(1, generator.spec().styleDimension());
      Tensor style = generator.map(z);
      float[] expected = run(bundle.read(bundle.manifest().mapping()), Map.of("z", z)).get("w");
      requireClose(Tensors.toArray(style), expected, 1e-4);
      Tensor code = generator.repeat(style);
      List<Tensor> pictures =
          generator.render(
              code, generator.fixedNoise(), Architecture.full(generator.spec().channels()));
      requireClose(
          Tensors.toArray(pictures.get(pictures.size() - 1)), rendered(bundle, code), 2e-3);
    }
  }

  private float[] rendered(ModelBundle bundle, Tensor code) throws IOException, OrtException {
    Map<String, float[]> noise = bundle.fixedNoise();
    Tensor features = null;
    float[] skip = null;
    for (StageEntry stage : bundle.stages()) {
      Map<String, Tensor> inputs = new HashMap<>();
      inputs.put("styles", code);
      long half = stage.resolution() / 2;
      if (features != null) {
        inputs.put("features", features);
        inputs.put("skip", Tensors.of(skip, 1, 3, half, half));
      }
      for (NoiseInput input : stage.noiseInputs()) {
        long side = input.resolution();
        inputs.put(input.name(), Tensors.of(noise.get(input.name()), 1, 1, side, side));
      }
      Map<String, float[]> results = run(bundle.read(stage.file()), inputs);
      float[] out = results.get("features_out");
      long side = stage.resolution();
      features = Tensors.of(out, 1, out.length / (side * side), side, side);
      skip = results.get("skip_out");
    }
    return skip;
  }

  @Test
  @SuppressWarnings("try")
  void encoderAndPredictorOfABundle() throws Exception {
    Libtorch.seed(4);
    try (PointerScope scope = new PointerScope();
        ModelBundle bundle = ModelBundle.openDefault();
        ResNet encoder = BUILT_IN.encoder().net();
        ResNet predictor = BUILT_IN.attributes().net()) {
      Tensor picture = torch.rand(1, 3, 256, 256).mul(Tensors.scalar(2)).sub(Tensors.scalar(1));
      Map<String, Tensor> inputs = Map.of("image", picture);
      long dimension = bundle.manifest().generator().styleDimension();
      Tensor styles =
          encoder.apply(picture).view(-1, dimension).add(encoder.meanStyle().orElseThrow());
      requireClose(
          Tensors.toArray(styles),
          run(bundle.read(bundle.manifest().encoder().orElseThrow()), inputs).get("styles"),
          1e-3);
      requireClose(
          Tensors.toArray(predictor.apply(picture)),
          run(bundle.read(bundle.manifest().attributes().orElseThrow().file()), inputs)
              .get("logits"),
          1e-3);
    }
  }

  @Test
  void whatIsNoModelIsSaid() {
    assertThatThrownBy(() -> new ModelSource("nowhere.pt").generator())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no such file");
  }

  /** Root mean square difference over that of the expected values. */
  private static void requireClose(float[] found, float[] expected, double tolerance) {
    assertThat(found).hasSameSizeAs(expected);
    double difference = 0;
    double size = 0;
    for (int i = 0; i < found.length; i++) {
      difference += Math.pow(found[i] - expected[i], 2);
      size += Math.pow(expected[i], 2);
    }
    assertThat(Math.sqrt(difference / size)).isLessThan(tolerance);
  }
}
