package studio.anycost.export.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.Resolutions;
import studio.anycost.api.model.StyleCode;
import studio.anycost.export.checkpoint.TorchCheckpoint;
import studio.anycost.models.graph.GraphChainer;
import studio.anycost.models.graph.GraphSlicer;
import studio.anycost.models.graph.OnnxGuard;
import studio.anycost.models.graph.StageNames;
import studio.anycost.models.io.Npy;

/** Every case of the outputs that the public PyTorch implementation gave for two checkpoints. */
class GoldenParityTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final float TOLERANCE = 1e-4f;

  /** Every golden file holds a batch of two. */
  private static final int SAMPLES = 2;

  @ParameterizedTest
  @ValueSource(strings = {"tiny64", "legacy32"})
  void everySubGeneratorRendersTheSameImage(String name) throws Exception {
    JsonNode golden = new ObjectMapper().readTree(GOLDEN.resolve(name + ".json").toFile());
    try (TorchCheckpoint checkpoint =
        TorchCheckpoint.open(GOLDEN.resolve(golden.get("checkpoint").asText()))) {
      var tensors = checkpoint.tensors("g_ema");
      GeneratorSpec spec = GeneratorSpec.infer(tensors);
      assertThat(spec.resolution()).isEqualTo(golden.get("resolution").asInt());
      assertThat(spec.styleDimension()).isEqualTo(golden.get("style_dim").asInt());
      assertThat(spec.mappingLayers()).isEqualTo(golden.get("n_mlp").asInt());
      assertThat(spec.channels().multiplier())
          .isEqualTo(golden.get("channel_multiplier").asDouble());
      assertThat(spec.channels().channelMax()).isEqualTo(golden.get("channel_max").asInt());

      List<StageGraph> stages = new ArrayList<>();
      StageGraphWriter writer = new StageGraphWriter(spec, tensors, WeightStorage.FLOAT32);
      for (int resolution : Resolutions.upTo(spec.resolution())) {
        stages.add(writer.write(resolution));
      }
      List<float[]> codes = split(values(name + ".wplus.npy"), SAMPLES);
      assertThat(golden.get("cases")).hasSizeGreaterThanOrEqualTo(15);
      for (JsonNode one : golden.get("cases")) {
        int resolution = one.get("resolution").asInt();
        ChannelConfiguration widths =
            one.has("ratio")
                ? spec.channels().uniform(one.get("ratio").asDouble(), resolution)
                : configuration(one.get("channels"), resolution);
        assertImagesClose(
            one.get("label").asText(),
            codes,
            code -> render(spec, stages, widths, code),
            values(one.get("image").asText()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny64", "legacy32"})
  void mappingAndTruncationGiveTheSameStylesAndImage(String name) throws Exception {
    JsonNode golden = new ObjectMapper().readTree(GOLDEN.resolve(name + ".json").toFile());
    try (TorchCheckpoint checkpoint =
        TorchCheckpoint.open(GOLDEN.resolve(golden.get("checkpoint").asText()))) {
      var tensors = checkpoint.tensors("g_ema");
      GeneratorSpec spec = GeneratorSpec.infer(tensors);
      float[] z = values(name + ".z.npy");
      ModelProto mapping = MappingGraphWriter.write(spec, tensors, WeightStorage.FLOAT32);
      OnnxGuard.parse(mapping.toByteArray(), "mapping");
      int dimension = spec.styleDimension();
      float[] w =
          OnnxRun.run(
                  mapping,
                  Map.of(StageNames.Z, new OnnxRun.Tensor(z, z.length / dimension, dimension)))
              .get(StageNames.W);
      assertClose("w", w, values(name + ".w.npy"));

      float[] mean = values(name + ".mean.npy");
      List<float[]> codes =
          split(w, SAMPLES).stream()
              .map(style -> StyleCode.broadcast(style, spec.channels().styleCount()))
              .map(code -> code.truncated(mean, 0.5).toArray())
              .toList();
      List<StageGraph> stages = new ArrayList<>();
      StageGraphWriter writer = new StageGraphWriter(spec, tensors, WeightStorage.FLOAT32);
      for (int resolution : Resolutions.upTo(spec.resolution())) {
        stages.add(writer.write(resolution));
      }
      ChannelConfiguration full = spec.channels().full().channels();
      assertImagesClose(
          "psi 0.5",
          codes,
          code -> render(spec, stages, full, code),
          values(golden.get("truncated").asText()));
    }
  }

  private static float[] render(
      GeneratorSpec spec, List<StageGraph> stages, ChannelConfiguration widths, float[] styles)
      throws Exception {
    List<ModelProto> sliced = new ArrayList<>();
    Map<String, float[]> noise = new HashMap<>();
    for (StageGraph stage : stages) {
      if (stage.resolution() <= widths.resolution()) {
        ModelProto parsed = OnnxGuard.parse(stage.model().toByteArray(), "stage");
        sliced.add(GraphSlicer.slice(parsed, widths));
        noise.putAll(stage.fixedNoise());
      }
    }
    return OnnxRun.run(
            GraphChainer.chain(sliced, noise),
            Map.of(
                StageNames.STYLES,
                new OnnxRun.Tensor(styles, 1, spec.channels().styleCount(), spec.styleDimension())))
        .get(StageNames.IMAGE);
  }

  private static ChannelConfiguration configuration(JsonNode channels, int resolution) {
    return new ChannelConfiguration(
            StreamSupport.stream(channels.spliterator(), false).map(JsonNode::asInt).toList())
        .upTo(resolution);
  }

  private static float[] values(String file) throws IOException {
    return Npy.read(GOLDEN.resolve(file)).data();
  }

  private interface Renderer {
    float[] render(float[] code) throws Exception;
  }

  private static void assertImagesClose(
      String what, List<float[]> codes, Renderer renderer, float[] expected) throws Exception {
    List<float[]> images = split(expected, codes.size());
    for (int i = 0; i < codes.size(); i++) {
      assertClose(what + " #" + i, renderer.render(codes.get(i)), images.get(i));
    }
  }

  private static List<float[]> split(float[] batch, int count) {
    List<float[]> parts = new ArrayList<>();
    int length = batch.length / count;
    for (int i = 0; i < count; i++) {
      parts.add(Arrays.copyOfRange(batch, i * length, (i + 1) * length));
    }
    return parts;
  }

  private static void assertClose(String what, float[] actual, float[] expected) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    float worst = 0;
    for (int i = 0; i < actual.length; i++) {
      worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
    }
    assertThat(worst).as(what).isLessThanOrEqualTo(TOLERANCE);
  }
}
