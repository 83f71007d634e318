package studio.anycost.export.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.graph.WeightStorage;
import studio.anycost.models.io.NpyArray;
import studio.anycost.models.runtime.LoadedGenerator;
import studio.anycost.models.runtime.RuntimeOptions;
import studio.anycost.models.runtime.SessionManager;

/** Checkpoint to bundle to picture, against what the public PyTorch implementation gives. */
class GoldenImportTest {
  private static final double TOLERANCE = 1e-4;

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"tiny64", "legacy32"})
  void rendersWhatThePublicImplementationRenders(String name) throws Exception {
    JsonNode golden = new ObjectMapper().readTree(GoldenGenerator.file(name + ".json").toFile());
    Path bundle = temp.resolve("bundle.zip");
    BundleImporter.run(
        new Requests()
            .generator(GoldenGenerator.file(golden.get("checkpoint").asText()))
            .to(bundle),
        TaskContext.none());

    try (SessionManager runtime = new SessionManager(RuntimeOptions.defaults());
        LoadedGenerator generator = runtime.load(ModelBundle.open(bundle))) {
      ChannelTable table = generator.description().channels();
      assertThat(table)
          .isEqualTo(
              new ChannelTable(
                  golden.get("resolution").asInt(),
                  golden.get("channel_multiplier").asDouble(),
                  golden.get("channel_max").asInt()));
      int dimension = golden.get("style_dim").asInt();
      assertThat(generator.description().styleDimension()).isEqualTo(dimension);
      assertThat(generator.bundle().manifest().generator().mappingLayers())
          .isEqualTo(golden.get("n_mlp").asInt());

      List<StyleCode> mapped = new ArrayList<>();
      float[] w = GoldenGenerator.array(name + ".w.npy").data();
      for (float[] z : rows(GoldenGenerator.array(name + ".z.npy"))) {
        StyleCode code = generator.map(z);
        close(code.style(0), Arrays.copyOfRange(w, mapped.size() * dimension, w.length), "w");
        mapped.add(code);
      }

      List<StyleCode> codes = new ArrayList<>();
      for (float[] code : rows(GoldenGenerator.array(name + ".wplus.npy"))) {
        codes.add(StyleCode.of(table.styleCount(), dimension, code));
      }
      assertThat(golden.get("cases")).isNotEmpty();
      for (JsonNode example : golden.get("cases")) {
        int resolution = example.get("resolution").asInt();
        SubGenerator part =
            example.has("ratio")
                ? table.subGenerator(example.get("ratio").asDouble(), resolution)
                : new SubGenerator(channels(example.get("channels")), resolution);
        renders(generator, codes, part, example.get("image").asText());
      }

      float[] mean = GoldenGenerator.array(name + ".mean.npy").data();
      renders(
          generator,
          mapped.stream().map(code -> code.truncated(mean, 0.5)).toList(),
          table.full(),
          golden.get("truncated").asText());
    }
  }

  private static void renders(
      LoadedGenerator generator, List<StyleCode> codes, SubGenerator part, String file)
      throws Exception {
    List<float[]> expected = rows(GoldenGenerator.array(file));
    assertThat(expected).hasSameSizeAs(codes);
    for (int i = 0; i < codes.size(); i++) {
      float[] image =
          generator.render(codes.get(i), part, Noise.FIXED, CancellationToken.NONE).toArray();
      close(image, expected.get(i), file);
    }
  }

  @Test
  void halfPrecisionDiffersByLessThanTwoLevels() throws Exception {
    Path exact = temp.resolve("exact");
    Path half = temp.resolve("half");
    Path file = GoldenGenerator.file("generator_tiny64.pt");
    BundleImporter.run(new Requests().generator(file).to(exact), TaskContext.none());
    BundleImporter.run(
        new Requests().generator(file).storage(WeightStorage.FLOAT16).to(half), TaskContext.none());

    assertThat(Files.size(half.resolve("mapping.onnx")))
        .isLessThan(Files.size(exact.resolve("mapping.onnx")) * 6 / 10);
    try (SessionManager runtime = new SessionManager(RuntimeOptions.defaults());
        LoadedGenerator a = runtime.load(ModelBundle.open(exact));
        LoadedGenerator b = runtime.load(ModelBundle.open(half))) {
      SubGenerator full = a.description().channels().full();
      for (long seed = 0; seed < 4; seed++) {
        float[] x =
            a.render(a.styleOfSeed(seed), full, Noise.FIXED, CancellationToken.NONE).toArray();
        float[] y =
            b.render(b.styleOfSeed(seed), full, Noise.FIXED, CancellationToken.NONE).toArray();
        double scale = 0;
        for (float value : x) {
          scale = Math.max(scale, Math.abs(value));
        }
        for (int i = 0; i < x.length; i++) {
          // Random weights reach further than -1..1; a level is relative to what they reach.
          assertThat((double) y[i]).isCloseTo(x[i], within(2 * scale / 127.5));
        }
      }
    }
  }

  private static ChannelConfiguration channels(JsonNode list) {
    List<Integer> widths = new ArrayList<>();
    list.forEach(width -> widths.add(width.asInt()));
    return new ChannelConfiguration(widths);
  }

  /** The examples of a batch. */
  private static List<float[]> rows(NpyArray array) {
    int count = array.shape()[0];
    int length = array.data().length / count;
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(Arrays.copyOfRange(array.data(), i * length, (i + 1) * length));
    }
    return rows;
  }

  private static void close(float[] actual, float[] expected, String what) {
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i])
          .as("%s, value %d", what, i)
          .isCloseTo(expected[i], within(TOLERANCE));
    }
  }
}
