package studio.anycost.app.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.checkpoint.TorchCheckpoint;
import studio.anycost.export.importer.BundleImporter;
import studio.anycost.export.importer.ImportRequest;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.runtime.LoadedGenerator;
import studio.anycost.models.runtime.RuntimeOptions;
import studio.anycost.models.runtime.SessionManager;

class RandomGeneratorTest {
  private static final GeneratorSpec SMALL =
      new GeneratorSpec(new ChannelTable(64, 0.125, 16), 24, 2);

  @TempDir Path temp;

  @Test
  void hasTheTensorsOfAPublicCheckpoint() throws Exception {
    URL golden = RandomGeneratorTest.class.getResource("/golden/generator_legacy32.pt");
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(Path.of(golden.toURI()))) {
      TensorTable real = checkpoint.tensors("g_ema");
      TensorTable random = RandomGenerator.tensors(GeneratorSpec.infer(real), 1);

      assertThat(shapes(random)).isEqualTo(shapes(real));
      for (String name : List.of("convs.0.conv.blur.kernel", "to_rgbs.1.upsample.kernel")) {
        assertThat(random.require(name).toFloatArray())
            .isEqualTo(real.require(name).toFloatArray());
      }
    }
  }

  private static Map<String, List<Long>> shapes(TensorTable tensors) throws Exception {
    Map<String, List<Long>> shapes = new HashMap<>();
    for (String name : tensors.names()) {
      shapes.put(name, tensors.require(name).shape());
    }
    return shapes;
  }

  @Test
  void configFHasTheShapeOfTheLiterature() throws Exception {
    TensorTable tensors = RandomGenerator.tensors(RandomGenerator.CONFIG_F, 1);

    assertThat(GeneratorSpec.infer(tensors)).isEqualTo(RandomGenerator.CONFIG_F);
    assertThat(RandomGenerator.CONFIG_F.channels().styleCount()).isEqualTo(18);
    assertThat(RandomGenerator.CONFIG_F.channels().full().channels().widths())
        .containsExactly(
            512, 512, 512, 512, 512, 512, 512, 512, 512, 512, 256, 256, 128, 128, 64, 64, 32, 32);
  }

  @Test
  void aSeedAlwaysGivesTheSameTensorsAndAnotherSeedOthers() throws Exception {
    TensorTable tensors = RandomGenerator.tensors(SMALL, 7);
    TensorTable again = RandomGenerator.tensors(SMALL, 7);
    TensorTable other = RandomGenerator.tensors(SMALL, 8);

    String[] names = {"convs.3.conv.weight", "noises.noise_2", "style.2.bias", "input.input"};
    for (String name : names) {
      float[] values = tensors.require(name).toFloatArray();
      assertThat(values).isEqualTo(again.require(name).toFloatArray());
      assertThat(values).isNotEqualTo(other.require(name).toFloatArray());
    }
    assertThat(tensors.require("convs.3.conv.weight").toFloatArray())
        .as("every tensor has its own numbers")
        .isNotEqualTo(tensors.require("convs.5.conv.weight").toFloatArray());
    assertThat(tensors.require("convs.4.noise.weight").toFloatArray()).containsExactly(0.1f);
  }

  @Test
  void rendersPicturesOfHealthyValuesThroughImportAndRuntime() throws Exception {
    Path output = temp.resolve("bundle");
    BundleImporter.run(RandomGenerator.tensors(SMALL, 7), request(output), TaskContext.none());

    try (SessionManager runtime = new SessionManager(RuntimeOptions.defaults());
        LoadedGenerator generator = runtime.load(ModelBundle.open(output))) {
      assertThat(generator.bundle().fixedNoise()).hasSize(9);
      ImageTensor picture =
          generator.render(
              generator.styleOfSeed(1),
              generator.description().channels().full(),
              Noise.FIXED,
              CancellationToken.NONE);
      double squares = 0;
      float[] values = picture.toArray();
      for (float value : values) {
        assertThat(value).isFinite();
        squares += value * value;
      }
      assertThat(Math.sqrt(squares / values.length)).isBetween(0.3, 30.0);
    }
  }

  private static ImportRequest request(Path output) {
    return ImportRequest.of(Path.of("random"), output)
        .described("Random", "CC0-1.0", "Drawn from a seed.")
        .build();
  }
}
