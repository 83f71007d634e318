package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.models.io.Npy;
import studio.anycost.models.latent.SeededNormal;

/** Every form of {@code export}, run as another program would: with nothing but ONNX Runtime. */
class ExportFormsTest {
  private static final Path CHECKER =
      Path.of("..", "..", "export-tools", "reference", "check_onnx.py");
  private static final int DIMENSION = 512;

  /** The sub-generator of all tests. */
  private static final String[] SIZE = {"--ratio", "0.5", "--resolution", "64"};

  private static final int PIXELS = 3 * 64 * 64;

  @TempDir Path folder;
  private Cli cli;
  private Path onnx;

  @BeforeEach
  void prepare() {
    cli = new Cli(folder.resolve("home"));
    onnx = folder.resolve("model.onnx");
  }

  private void done(String command, Object... arguments) {
    List<Object> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(SIZE));
    all.addAll(List.of(arguments));
    Cli.Result result = cli.run(all.toArray());
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
  }

  private float[] sample(long seed, Object... more) throws IOException {
    Path out = folder.resolve("sample.npy");
    List<Object> arguments = new ArrayList<>(List.of("--seed", seed, "-o", out));
    arguments.addAll(List.of(more));
    done("sample", arguments.toArray());
    return Npy.read(out).data();
  }

  private static float[] z(long... seeds) {
    float[] all = new float[seeds.length * DIMENSION];
    for (int i = 0; i < seeds.length; i++) {
      System.arraycopy(SeededNormal.z(seeds[i], DIMENSION), 0, all, i * DIMENSION, DIMENSION);
    }
    return all;
  }

  /** Runs the exported file. */
  private float[] run(Map<String, float[]> values, long faces) throws OrtException, IOException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try (OrtSession session = environment.createSession(Files.readAllBytes(onnx))) {
      for (var input : session.getInputInfo().entrySet()) {
        long[] shape = ((TensorInfo) input.getValue().getInfo()).getShape();
        shape[0] = input.getKey().startsWith("noise_") ? 1 : faces;
        int count = 1;
        for (long size : shape) {
          count *= Math.toIntExact(size);
        }
        float[] given = values.getOrDefault(input.getKey(), new float[count]);
        inputs.put(
            input.getKey(), OnnxTensor.createTensor(environment, FloatBuffer.wrap(given), shape));
      }
      try (OrtSession.Result result = session.run(inputs)) {
        OnnxTensor image = (OnnxTensor) result.get("image").orElseThrow();
        assertThat(image.getInfo().getShape()).containsExactly(faces, 3, 64, 64);
        FloatBuffer out = image.getFloatBuffer();
        float[] data = new float[out.remaining()];
        out.get(data);
        return data;
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static void assertClose(float[] all, int index, float[] expected, double tolerance) {
    double largest = 0;
    for (int i = 0; i < PIXELS; i++) {
      largest = Math.max(largest, Math.abs(all[index * PIXELS + i] - expected[i]));
    }
    assertThat(largest).isCloseTo(0, within(tolerance));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "dynamic"})
  void severalFacesFromZAreThoseOfTheirSeeds(String batch) throws Exception {
    done("export", "--input", "z", "--batch", batch, "-o", onnx);

    float[] images = run(Map.of("z", z(7, 8, 9)), 3);

    for (int i = 0; i < 3; i++) {
      assertClose(images, i, sample(7 + i), 1e-4);
    }
  }

  @Test
  void aFreeBatchTakesAnyNumberOfStyleCodes() throws Exception {
    done("export", "--batch", "dynamic", "-o", onnx);
    int styles = 14;
    float[] code = new float[styles * DIMENSION];
    for (int i = 0; i < code.length; i++) {
      code[i] = (float) Math.sin(0.37 * i + i / DIMENSION);
    }
    float[] other = new float[code.length];
    for (int i = 0; i < code.length; i++) {
      other[i] = -code[i];
    }
    float[] both = new float[2 * code.length];
    System.arraycopy(code, 0, both, 0, code.length);
    System.arraycopy(other, 0, both, code.length, code.length);

    float[] together = run(Map.of("styles", both), 2);

    assertClose(together, 0, run(Map.of("styles", code), 1), 1e-4);
    float[] second = run(Map.of("styles", other), 1);
    assertClose(together, 1, second, 1e-4);
    Path plain = onnx;
    onnx = folder.resolve("single.onnx");
    done("export", "-o", onnx);
    assertClose(run(Map.of("styles", other), 1), 0, second, 1e-4);
    assertThat(plain).exists();
  }

  @ParameterizedTest
  @CsvSource({"1", "0.3", "-1"})
  void truncationIsPartOfTheModel(String psi) throws Exception {
    done("export", "--input", "z", "--psi", psi, "-o", onnx);

    assertClose(run(Map.of("z", z(11)), 1), 0, sample(11, "--psi", psi), 1e-4);
  }

  @Test
  void noiseCanBeAnInputOrLeftOut() throws Exception {
    float[] silent = sample(5, "--noise", "none");
    done("export", "--input", "z", "--noise", "none", "-o", onnx);
    assertClose(run(Map.of("z", z(5)), 1), 0, silent, 1e-4);

    done("export", "--input", "z", "--noise", "input", "-o", onnx);
    assertClose(run(Map.of("z", z(5)), 1), 0, silent, 1e-4);
    Map<String, float[]> drawn = new HashMap<>(Map.of("z", z(5)));
    for (int convolution = 0; convolution < 9; convolution++) {
      int side = 4 << (convolution + 1) / 2;
      drawn.put("noise_" + convolution, SeededNormal.noise(3, convolution, side * side));
    }
    assertClose(run(drawn, 1), 0, sample(5, "--noise", 3), 1e-4);
  }

  @Test
  void halfWeightsAreNearlyHalfTheFileAndTheSameFace() throws Exception {
    // The default model is stored in half precision already: take one that is not.
    Path generator = folder.resolve("generator.pt");
    try (var in = getClass().getResourceAsStream("/golden/generator_tiny64.pt")) {
      Files.copy(in, generator);
    }
    Path bundle = folder.resolve("tiny.zip");
    Cli.Result imported =
        cli.run("import", "--generator", generator, "--ratios", "0.5", "-o", bundle);
    assertThat(imported.exitCode()).isZero();
    Path half = folder.resolve("half.onnx");
    done("export", "--bundle", bundle, "-o", onnx);
    done("export", "--bundle", bundle, "--float16", "-o", half);

    assertThat((double) Files.size(half) / Files.size(onnx)).isBetween(0.4, 0.75);
    int dimension;
    int styles;
    try (OrtSession session =
        OrtEnvironment.getEnvironment().createSession(Files.readAllBytes(half))) {
      long[] shape = ((TensorInfo) session.getInputInfo().get("styles").getInfo()).getShape();
      styles = (int) shape[1];
      dimension = (int) shape[2];
    }
    float[] code = new float[styles * dimension];
    for (int i = 0; i < code.length; i++) {
      code[i] = (float) Math.cos(0.73 * i);
    }
    float[] full = run(Map.of("styles", code), 1);
    onnx = half;
    float[] halved = run(Map.of("styles", code), 1);
    double scale = 0;
    for (float value : full) {
      scale = Math.max(scale, Math.abs(value));
    }
    assertClose(halved, 0, full, 0.01 * scale);
  }

  @Test
  void theFileSaysWhatItIs() throws Exception {
    done("export", "--input", "z", "-o", onnx);
    try (OrtSession session =
        OrtEnvironment.getEnvironment().createSession(Files.readAllBytes(onnx))) {
      Map<String, String> facts = session.getMetadata().getCustomMetadata();
      assertThat(facts)
          .containsEntry("ratio", "0.5")
          .containsEntry("resolution", "64")
          .containsEntry("truncation", "0.8")
          .containsKeys("name", "licence", "provenance", "bundle", "channels");
      assertThat(facts.get("licence")).isNotBlank();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--batch,0",
    "--batch,many",
    "--batch,5000",
    "--input,w",
    "--noise,loud",
    "--psi,0.5",
  })
  void refusesOtherFormsInOneSentence(String option, String value) {
    Cli.Result result = cli.run("export", option, value, "-o", onnx);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).contains(option);
    assertThat(onnx).doesNotExist();
  }

  @Test
  void everyFormPassesTheReferenceChecker() throws Exception {
    Optional<String> python = pythonWithOnnx();
    assumeTrue(python.isPresent(), "Python's package onnx is not installed");
    List<String> command = new ArrayList<>(List.of(python.get(), CHECKER.toString()));
    String[][] forms = {
      {},
      {"--float16"},
      {"--batch", "dynamic", "--noise", "input"},
      {"--batch", "4", "--input", "z", "--psi", "1"},
      {"--batch", "dynamic", "--input", "z", "--noise", "none", "--float16"},
    };
    for (int i = 0; i < forms.length; i++) {
      Path file = folder.resolve("form" + i + ".onnx");
      List<Object> arguments = new ArrayList<>(List.of((Object[]) forms[i]));
      arguments.addAll(List.of("-o", file));
      done("export", arguments.toArray());
      command.add(file.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(told).isZero();
  }

  private static Optional<String> pythonWithOnnx() throws InterruptedException {
    for (String python : List.of("python3", "/usr/bin/python3")) {
      try {
        Process process =
            new ProcessBuilder(python, "-c", "import onnx")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() == 0) {
          return Optional.of(python);
        }
      } catch (IOException e) {
        // There is no such Python.
      }
    }
    return Optional.empty();
  }
}
