package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.StyleCode;
import studio.anycost.models.io.Npy;
import studio.anycost.models.io.NpyArray;

/**
 * {@code import}, {@code sample} and {@code export} against outputs of the public PyTorch
 * implementation. The networks are random, and their images reach far beyond -1..1: clamped ones
 * would fail.
 */
class GoldenCommandsTest {
  private static final float TOLERANCE = 1e-4f;

  @TempDir Path folder;

  private Path resource(String name) throws IOException {
    Path copy = folder.resolve(name);
    if (!Files.exists(copy)) {
      try (InputStream in = getClass().getResourceAsStream("/golden/" + name)) {
        assertThat(in).as(name).isNotNull();
        Files.copy(in, copy);
      }
    }
    return copy;
  }

  private NpyArray golden(String name) throws IOException {
    return Npy.read(resource(name));
  }

  /** One entry of a batch, with the leading axis kept. */
  private static NpyArray entry(NpyArray batch, int index) {
    int[] shape = batch.shape().clone();
    int size = batch.data().length / shape[0];
    shape[0] = 1;
    return new NpyArray(shape, Arrays.copyOfRange(batch.data(), index * size, (index + 1) * size));
  }

  private static void assertClose(NpyArray actual, NpyArray expected, String what) {
    assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
    float largest = 0;
    for (int i = 0; i < actual.data().length; i++) {
      largest = Math.max(largest, Math.abs(actual.data()[i] - expected.data()[i]));
    }
    assertThat(largest).as(what).isLessThanOrEqualTo(TOLERANCE);
  }

  private static void done(Cli cli, Object... arguments) {
    Cli.Result result = cli.run(arguments);
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
  }

  private static String channels(JsonNode list) {
    StringJoiner text = new StringJoiner(",");
    list.forEach(width -> text.add(width.asText()));
    return text.toString();
  }

  private Object[] size(JsonNode golden) {
    return golden.has("channels")
        ? new Object[] {
          "--channels",
          channels(golden.path("channels")),
          "--resolution",
          golden.path("resolution").asInt()
        }
        : new Object[] {
          "--ratio",
          golden.path("ratio").asText(),
          "--resolution",
          golden.path("resolution").asInt()
        };
  }

  private static Object[] joined(Object[] first, Object... then) {
    Object[] all = Arrays.copyOf(first, first.length + then.length);
    System.arraycopy(then, 0, all, first.length, then.length);
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny64", "legacy32"})
  void importedGeneratorsRenderAndExportWhatPyTorchDoes(String name)
      throws IOException, OrtException {
    Cli cli = new Cli(folder.resolve("home"));
    Path bundle = folder.resolve(name + ".zip");
    done(
        cli,
        "import",
        "--generator",
        resource("generator_" + name + ".pt"),
        "--ratios",
        "0.25,0.5,0.75,1",
        "--resolutions",
        name.endsWith("64") ? "8,16,32,64" : "8,16,32",
        "-o",
        bundle);
    JsonNode cases = new ObjectMapper().readTree(resource(name + ".json").toFile());
    NpyArray styles = golden(name + ".wplus.npy");
    Path out = folder.resolve("out.npy");
    Path onnx = folder.resolve("out.onnx");
    assertThat(cases.path("cases")).isNotEmpty();
    for (JsonNode golden : cases.path("cases")) {
      NpyArray images = golden(golden.path("image").asText());
      for (int i = 0; i < styles.shape()[0]; i++) {
        String what = name + " " + golden.path("label").asText() + " image " + i;
        Path style = folder.resolve("style.npy");
        Npy.write(style, entry(styles, i));
        done(
            cli,
            joined(
                new Object[] {"sample", "--bundle", bundle, "--style", style, "-o", out},
                size(golden)));
        assertClose(Npy.read(out), entry(images, i), what);
      }
      if (golden.has("channels") || golden.path("ratio").asDouble() == 0.25) {
        done(cli, joined(new Object[] {"export", "--bundle", bundle, "-o", onnx}, size(golden)));
        assertClose(
            plainRun(onnx, entry(styles, 0)),
            entry(images, 0),
            "export of " + golden.path("label").asText());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny64", "legacy32"})
  void truncationTowardsTheReferencesMeanGivesItsPicture(String name) throws IOException {
    Cli cli = new Cli(folder.resolve("home"));
    Path bundle = folder.resolve(name);
    done(
        cli,
        "import",
        "--generator",
        resource("generator_" + name + ".pt"),
        "--ratios",
        "0.25,0.5,0.75,1",
        "--resolutions",
        name.endsWith("64") ? "8,16,32,64" : "8,16,32",
        "-o",
        bundle);
    NpyArray w = golden(name + ".w.npy");
    float[] mean = golden(name + ".mean.npy").data();
    NpyArray images = golden(name + ".psi0.5.npy");
    for (int i = 0; i < w.shape()[0]; i++) {
      float[] truncated =
          StyleCode.of(1, mean.length, entry(w, i).data()).truncated(mean, 0.5).toArray();
      Path style = folder.resolve("style.npy");
      Npy.write(style, new NpyArray(new int[] {1, mean.length}, truncated));
      Path out = folder.resolve("out.npy");
      done(cli, "sample", "--bundle", bundle, "--style", style, "-o", out);
      assertClose(Npy.read(out), entry(images, i), name + " psi 0.5 image " + i);
    }
  }

  @Test
  void anExportOfTheBuiltInModelEqualsOurOwnRender() throws IOException, OrtException {
    Cli cli = new Cli(folder.resolve("home"));
    Path onnx = folder.resolve("quarter.onnx");
    done(cli, "export", "--ratio", "0.25", "-o", onnx);
    Path out = folder.resolve("out.npy");
    Path used = folder.resolve("style.npy");
    done(cli, "sample", "--seed", 3, "--ratio", "0.25", "--save-style", used, "-o", out);
    NpyArray saved = Npy.read(used);
    NpyArray style = new NpyArray(new int[] {1, saved.shape()[0], saved.shape()[1]}, saved.data());
    assertClose(plainRun(onnx, style), Npy.read(out), "export at ratio 0.25");
  }

  /** Runs an exported file the way another program would: with nothing but ONNX Runtime. */
  private static NpyArray plainRun(Path onnx, NpyArray style) throws OrtException, IOException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] shape = Arrays.stream(style.shape()).asLongStream().toArray();
    try (OrtSession session = environment.createSession(Files.readAllBytes(onnx));
        OnnxTensor input =
            OnnxTensor.createTensor(environment, FloatBuffer.wrap(style.data()), shape);
        OrtSession.Result result = session.run(Map.of("styles", input))) {
      OnnxTensor image = (OnnxTensor) result.get("image").orElseThrow();
      FloatBuffer values = image.getFloatBuffer();
      float[] data = new float[values.remaining()];
      values.get(data);
      int[] sizes = Arrays.stream(image.getInfo().getShape()).mapToInt(Math::toIntExact).toArray();
      return new NpyArray(sizes, data);
    }
  }
}
