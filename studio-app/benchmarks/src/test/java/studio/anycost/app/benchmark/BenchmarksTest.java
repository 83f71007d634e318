package studio.anycost.app.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.photo.FacePhotos;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.runtime.RuntimeOptions;

/** The benchmarks end to end, shortened, on the bundle that comes along. */
class BenchmarksTest {
  @TempDir Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String line) {
    Path plugins = Path.of(System.getProperty(StudioFolders.PLUGINS_PROPERTY));
    EngineFactory engines =
        new EngineFactory(
            new StudioFolders(home, home, home, home, Optional.of(plugins)),
            RuntimeOptions.defaults());
    return Benchmarks.run(
        engines, new PrintWriter(out, true), new PrintWriter(err, true), line.split(" "));
  }

  private JsonNode figures(String line) throws IOException {
    assertThat(run(line + " --json")).as(err.toString()).isZero();
    assertThat(err.toString()).isEmpty();
    return new ObjectMapper().readTree(out.toString()).path(line.split(" ")[0]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"render", "gradient"})
  void cancelTimesWhatIsLeft(String work) throws IOException {
    JsonNode cancel = figures(work.equals("render") ? "cancel 5" : "cancel 5 --gradient");
    assertThat(cancel.path("work").asText()).isEqualTo(work);
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      assertThat(cancel.path("resolution").asInt())
          .isEqualTo(bundle.description().channels().resolution());
    }
    assertThat(cancel.path("cancelled").asInt()).isEqualTo(5);
    assertThat(cancel.path("p50Ms").asDouble())
        .isPositive()
        .isLessThanOrEqualTo(cancel.path("p95Ms").asDouble());
    assertThat(cancel.path("p95Ms").asDouble())
        .isLessThanOrEqualTo(cancel.path("maxMs").asDouble());
  }

  @Test
  void memoryKeepsToASmallBudget() throws IOException {
    // Every session is opened several times.
    GeneratorSpec small = new GeneratorSpec(new ChannelTable(64, 0.25, 96), 64, 2);
    JsonNode memory;
    try (RandomBundle bundle = RandomBundle.write(small, "small")) {
      memory = figures("memory --bundle " + bundle.path());
    }
    assertThat(memory.path("weightBytes").asLong()).isGreaterThan(1 << 20);
    assertThat(memory.path("sessions").asInt()).isGreaterThan(6);
    assertThat(memory.path("squeezed").path("estimatedBytes").asLong())
        .isBetween(1L, memory.path("squeezed").path("budgetBytes").asLong());
    assertThat(memory.path("squeezed").path("sessions").asInt())
        .isLessThan(memory.path("sessions").asInt());
  }

  @Test
  void dragDrivesTheRealPreview() throws IOException {
    JsonNode drag = figures("drag --seconds 0.5");
    assertThat(drag.path("inputs").asInt()).isEqualTo(30);
    assertThat(drag.path("frames").asInt()).isBetween(1, 30);
    assertThat(drag.path("p95Ms").asDouble()).isPositive();
    assertThat(drag.path("previews")).isNotEmpty();
  }

  @Test
  void trustComparesWhatIsExpectedWithWhatIs() throws IOException {
    JsonNode trust = figures("trust --faces 8 --sub-generators 4");
    assertThat(trust.path("subGenerators")).hasSize(4);
    assertThat(trust.path("correlation").asDouble()).isBetween(0.5, 1.0);
  }

  @Test
  void ranksThatAreEqualAreShared() {
    assertThat(TrustBench.spearman(List.of(1.0, 2.0, 3.0), List.of(10.0, 200.0, 201.0)))
        .isEqualTo(1);
    assertThat(TrustBench.spearman(List.of(1.0, 2.0, 3.0), List.of(3.0, 2.0, 1.0))).isEqualTo(-1);
    // Ranks 0.5 0.5 2 against 0 1 2.
    assertThat(TrustBench.spearman(List.of(1.0, 1.0, 3.0), List.of(1.0, 2.0, 3.0)))
        .isCloseTo(Math.sqrt(3) / 2, within(1e-12));
  }

  @Test
  void dragGoesOnBesideFaces() throws IOException {
    assertThat(figures("drag --seconds 0.3 --beside-faces").path("frames").asInt()).isPositive();
  }

  @Test
  void facesAreCountedTogetherAndOneByOne() throws IOException {
    JsonNode faces = figures("faces --count 4 --rounds 1 --resolution 32");
    assertThat(faces).hasSize(2);
    for (JsonNode entry : faces) {
      assertThat(entry.path("resolution").asInt()).isEqualTo(32);
      assertThat(entry.path("perSecond").asDouble()).isPositive();
      assertThat(entry.path("oneByOnePerSecond").asDouble()).isPositive();
    }
  }

  @Test
  void dropsAreTimedStepByStep() throws IOException {
    Path photo = FacePhotos.write(home, "me.png", FacePhotos.png(FacePhotos.astronaut()));
    JsonNode drops = figures("drop " + photo + " --rounds 2");
    assertThat(drops).hasSize(2);
    for (JsonNode drop : drops) {
      assertThat(drop.path("faces").asInt()).isEqualTo(1);
      double steps =
          drop.path("readMs").asDouble()
              + drop.path("findFacesMs").asDouble()
              + drop.path("portraitMs").asDouble()
              + drop.path("pictureMs").asDouble();
      assertThat(drop.path("totalMs").asDouble()).isCloseTo(steps, within(0.01));
    }
  }

  @Test
  void gradientsAreTimed() throws IOException {
    JsonNode gradient = figures("gradient --ratio 0.5 --resolution 32 --runs 1");
    assertThat(gradient.path("ratio").asDouble()).isEqualTo(0.5);
    assertThat(gradient.path("resolution").asInt()).isEqualTo(32);
    assertThat(gradient.path("median_ms").asDouble()).isPositive();
    assertThat(run("gradient --resolution 32 --runs 1")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("loss and gradient in");
  }

  @Test
  void dragTellsItsFiguresToPeople() {
    assertThat(run("drag --seconds 0.2")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("p95");
  }

  @Test
  void soakWatchesTheHandles() throws IOException {
    JsonNode soak = figures("soak 60");
    assertThat(soak.path("moves").asInt()).isEqualTo(60);
    assertThat(soak.at("/end/openHandles").asLong())
        .as("native handles do not pile up")
        .isLessThanOrEqualTo(soak.at("/warm/openHandles").asLong() + 20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "soak 1 | MOVES",
        "cancel 0 | TIMES",
        "drag --seconds 0 | --seconds",
        "drag --budget 0 | --budget",
        "faces --count 1 | --count",
        "faces --resolution 48 | --resolution",
        "faces --resolution 65536 | The model has",
        "gradient --ratio 1.5 | --ratio",
        "gradient --resolution 65536 | The model has",
        "roofline --runs 0 | --runs",
        "drag --random config-e | --random knows the shape config-f, not 'config-e'",
        "drag --random config-f --bundle no-such | exclude each other"
      })
  void wrongInputEndsWithTwo(String line, String expected) {
    assertThat(run(line.strip())).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains(expected);
  }

  @Test
  void aBundleThatIsMissingIsToldInASentence() {
    assertThat(run("drag --bundle no-such")).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
  }
}
