package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.anycost.models.runtime.SyntheticGenerator.STYLE_DIMENSION;
import static studio.anycost.models.runtime.SyntheticGenerator.TABLE;
import static studio.anycost.models.runtime.SyntheticGenerator.code;
import static studio.anycost.models.runtime.SyntheticGenerator.sub;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.models.graph.StageNames;

class FailureTest extends RuntimeTestBase {
  private final RenderView view = generator.openView("preview");

  @Test
  void aBrokenGraphIsNamedAndDoesNotStick() throws Exception {
    source.replacing(16, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> fresh(code(1), sub(1, 64), Noise.FIXED))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The stage for 16 px of 'synthetic one' could not be built: ")
        .hasMessageEndingWith("Import the model again.");
    assertThatThrownBy(() -> get(view.submit(interactive(code(1), sub(1, 64)))))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessageContaining("16 px");
    assertThat(view.statistics()).isEqualTo(new ViewStatistics(0, 0, 0, 1));

    source.repaired();
    assertThat(get(view.submit(interactive(code(1), sub(1, 64)))).image().side()).isEqualTo(64);
  }

  @Test
  void aGraphWithAnotherInterfaceIsRefusedAtTheRun() {
    SyntheticGraph graph = new SyntheticGraph();
    String input = graph.input("something", 1, 3);
    graph.output(StageNames.SKIP_OUT, input, 1, 3);
    source.replacing(16, graph.toBytes());
    assertThatThrownBy(() -> fresh(code(1), sub(1, 64), Noise.FIXED))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The stage for 16 px of 'synthetic one' could not be run: ");
  }

  @Test
  void aPictureOfTheWrongSizeIsRefused() {
    SyntheticGraph graph = new SyntheticGraph();
    String styles = graph.input(StageNames.STYLES, 1, TABLE.styleCount(), STYLE_DIMENSION);
    graph.input(StageNames.noise(0), 1, 1, 4, 4);
    graph.output(StageNames.FEATURES_OUT, styles, 1, TABLE.styleCount(), STYLE_DIMENSION);
    graph.output(StageNames.SKIP_OUT, styles, 1, TABLE.styleCount(), STYLE_DIMENSION);
    source.replacing(4, graph.toBytes());
    assertThatThrownBy(() -> fresh(code(1), sub(1, 8), Noise.FIXED))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("px");
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeItIsQueued() {
    StyleCode shortCode = StyleCode.broadcast(new float[STYLE_DIMENSION], 4);
    assertThatThrownBy(() -> view.submit(interactive(shortCode, sub(1, 64))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A style code of 4x8 does not fit the generator 'synthetic one', which takes 10x8.");
    assertThatThrownBy(() -> fresh(shortCode, sub(1, 64), Noise.FIXED))
        .isInstanceOf(IllegalArgumentException.class);
    SubGenerator wide = new SubGenerator(new ChannelConfiguration(List.of(32, 33)), 4);
    assertThatThrownBy(() -> view.submit(interactive(code(1), wide)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(view.statistics()).isEqualTo(new ViewStatistics(0, 0, 0, 0));
  }

  @Test
  void latentsAreMappedInBatchesAndChecked() throws Exception {
    float[][] z = new float[600][STYLE_DIMENSION];
    for (int i = 0; i < z.length; i++) {
      z[i][i % STYLE_DIMENSION] = i;
    }
    float[][] w = generator.mapAll(z, CancellationToken.NONE);
    assertThat(w).hasDimensions(600, STYLE_DIMENSION);
    for (int i = 0; i < z.length; i++) {
      assertThat(w[i][i % STYLE_DIMENSION]).isEqualTo(2f * i);
    }
    assertThat(generator.map(z[5]).style(9)).isEqualTo(w[5]);
    assertThat(generator.styleOfSeed(5)).isEqualTo(generator.styleOfSeed(5));
    assertThat(generator.styleOfSeed(5)).isNotEqualTo(generator.styleOfSeed(6));
    assertThat(generator.mapAll(new float[0][], CancellationToken.NONE)).isEmpty();
    assertThatThrownBy(() -> generator.map(new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A latent of 3 values does not fit the style size 8.");
  }

  @Test
  void aProviderThatIsMissingFallsBackWithTheReason() throws Exception {
    RuntimeOptions wish = new RuntimeOptions(2, 1 << 28, ExecutionProvider.DIRECT_ML);
    // Not to be had on Linux and macOS; Windows builds of the Java package have the CPU alone too.
    try (SessionManager other = new SessionManager(wish)) {
      assertThat(other.status().provider()).isEqualTo("CPU");
      assertThat(other.status().providerNote())
          .hasValueSatisfying(
              note ->
                  assertThat(note)
                      .startsWith("The CPU renders because DIRECT_ML is not available: ")
                      .endsWith("."));
      LoadedGenerator loaded = other.load(new SyntheticGenerator("elsewhere"));
      assertThat(loaded.render(code(1), sub(1, 8), Noise.FIXED, CancellationToken.NONE).toArray())
          .isEqualTo(fresh(code(1), sub(1, 8), Noise.FIXED));
    }
    assertThat(manager.status().providerNote()).isEmpty();
  }
}
