package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.anycost.models.runtime.SyntheticGenerator.code;
import static studio.anycost.models.runtime.SyntheticGenerator.sub;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.Noise;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.models.latent.SeededNormal;

class NoiseModesTest extends RuntimeTestBase {
  /** The same generator with other maps in its bundle. */
  private LoadedGenerator withMaps(Function<GeneratorSource.NoiseMap, float[]> maps) {
    Map<String, float[]> values = new HashMap<>();
    for (GeneratorSource.Stage stage : source.stages()) {
      for (GeneratorSource.NoiseMap map : stage.noise()) {
        float[] drawn = maps.apply(map);
        if (drawn != null) {
          values.put(map.name(), drawn);
        }
      }
    }
    return manager.load(new SyntheticGenerator("other maps").withNoise(values));
  }

  private static float[] render(LoadedGenerator generator, Noise noise) throws IOException {
    return generator.render(code(1), sub(1, 64), noise, CancellationToken.NONE).toArray();
  }

  @Test
  void noNoiseMeansZeros() throws Exception {
    LoadedGenerator zeros = withMaps(map -> new float[map.side() * map.side()]);
    assertThat(render(generator, Noise.NONE)).isEqualTo(render(zeros, Noise.FIXED));
    assertThat(render(generator, Noise.NONE)).isNotEqualTo(render(generator, Noise.FIXED));
  }

  @Test
  void aSeedMeansTheDocumentedMaps() throws Exception {
    LoadedGenerator drawn =
        withMaps(map -> SeededNormal.noise(99, map.layer(), map.side() * map.side()));
    assertThat(render(generator, Noise.seeded(99))).isEqualTo(render(drawn, Noise.FIXED));
    assertThat(render(generator, Noise.seeded(98))).isNotEqualTo(render(drawn, Noise.FIXED));
  }

  @Test
  void onlyTheMapsOfTheLastSeedStay() throws Exception {
    render(generator, Noise.seeded(0));
    long handles = manager.status().openHandles();
    for (int seed = 1; seed < 20; seed++) {
      render(generator, Noise.seeded(seed));
      assertThat(manager.status().openHandles()).isEqualTo(handles);
    }
  }

  @Test
  void aMissingMapIsNamed() {
    LoadedGenerator incomplete =
        withMaps(map -> map.layer() == 3 ? null : new float[map.side() * map.side()]);
    assertThatThrownBy(() -> render(incomplete, Noise.FIXED))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "The bundle 'synthetic other maps' has no fixed noise of 16 px for 'noise_3'; import"
                + " the model again.");
  }
}
