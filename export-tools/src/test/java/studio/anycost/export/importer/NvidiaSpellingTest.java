package studio.anycost.export.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.ElementType;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.checkpoint.TorchCheckpoint;
import studio.anycost.export.checkpoint.TorchFileWriter;
import studio.anycost.export.checkpoint.TorchTensor;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.runtime.LoadedGenerator;
import studio.anycost.models.runtime.RuntimeOptions;
import studio.anycost.models.runtime.SessionManager;

/**
 * Generators under NVIDIA's names. The golden one has random weights and was saved, mapped and
 * rendered by the published StyleGAN2-ADA-PyTorch code: 16 px, fixed noise, float32.
 */
class NvidiaSpellingTest {
  private static final double TOLERANCE = 1e-4;
  private static final int DIMENSION = 16;
  private static final int STYLES = 6;

  @TempDir Path temp;

  @Test
  void rendersWhatThePublishedCodeRenders() throws Exception {
    Path bundle = temp.resolve("bundle");
    ImportReport report =
        BundleImporter.run(
            new Requests().generator(GoldenGenerator.file("generator_nvidia16.pt")).to(bundle),
            TaskContext.none());
    assertThat(report.notices()).containsExactly("The generator was taken from 'G_ema'.");

    float[] z = array("z");
    float[] w = array("w");
    float[] codes = array("wplus");
    float[] images = array("image");
    try (SessionManager runtime = new SessionManager(RuntimeOptions.defaults());
        LoadedGenerator generator = runtime.load(ModelBundle.open(bundle))) {
      for (int i = 0; i < 2; i++) {
        close(
            generator.map(row(z, i, DIMENSION)).style(0), row(w, i, DIMENSION), "w of sample " + i);
        StyleCode code = StyleCode.of(STYLES, DIMENSION, row(codes, i, STYLES * DIMENSION));
        float[] image =
            generator
                .render(
                    code,
                    generator.description().channels().full(),
                    Noise.FIXED,
                    CancellationToken.NONE)
                .toArray();
        close(image, row(images, i, image.length), "image of sample " + i);
      }
      try (TorchCheckpoint golden =
          TorchCheckpoint.open(GoldenGenerator.file("generator_nvidia16.pt"))) {
        assertThat(generator.description().meanStyleArray())
            .isEqualTo(golden.tensors().require("G_ema.mapping.w_avg").toFloatArray());
      }
    }
  }

  private static float[] array(String name) throws IOException {
    return GoldenGenerator.array("nvidia16." + name + ".npy").data();
  }

  private static float[] row(float[] values, int index, int length) {
    return Arrays.copyOfRange(values, index * length, (index + 1) * length);
  }

  private static void close(float[] actual, float[] expected, String what) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i]).as(what).isCloseTo(expected[i], within(TOLERANCE));
    }
  }

  /** The small generator of the public spelling, respelled here. */
  private static Map<String, TorchTensor> respelled() throws IOException {
    Map<String, TorchTensor> nvidia = new LinkedHashMap<>();
    GoldenGenerator.tensors()
        .forEach(
            (name, tensor) -> {
              String[] parts = name.split("\\.", 3);
              String rest = parts[parts.length - 1];
              if (parts[0].equals("style")) {
                nvidia.put("mapping.fc" + (Integer.parseInt(parts[1]) - 1) + "." + rest, tensor);
              } else if (name.equals("input.input")) {
                nvidia.put("synthesis.b4.const", shaped(tensor, 1, 1));
              } else if (parts[0].equals("noises")) {
                int convolution = Integer.parseInt(parts[1].substring("noise_".length()));
                nvidia.put(layer(convolution) + ".noise_const", shaped(tensor, 2, 1));
              } else if (parts[0].equals("conv1") || parts[0].equals("convs")) {
                int convolution = parts[0].equals("conv1") ? 0 : Integer.parseInt(parts[1]) + 1;
                String inner =
                    name.substring(name.indexOf('.', parts[0].equals("conv1") ? 0 : 6) + 1);
                putConvolution(nvidia, layer(convolution), inner, tensor);
              } else {
                boolean first = parts[0].equals("to_rgb1");
                int side = first ? 4 : 8 << Integer.parseInt(parts[1]);
                String inner = name.substring(name.indexOf('.', first ? 0 : 8) + 1);
                putToRgb(nvidia, "synthesis.b" + side, inner, tensor);
              }
            });
    return nvidia;
  }

  private static String layer(int convolution) {
    int side = 4 << (convolution + 1) / 2;
    return "synthesis.b" + side + ".conv" + (convolution == 0 || convolution % 2 == 0 ? 1 : 0);
  }

  private static void putConvolution(
      Map<String, TorchTensor> nvidia, String layer, String inner, TorchTensor tensor) {
    switch (inner) {
      case "conv.weight" -> {
        long[] shape = tensor.shape();
        double fanIn = (double) shape[2] * shape[3] * shape[4];
        nvidia.put(layer + ".weight", shaped(tensor, 1, 1 / Math.sqrt(fanIn)));
      }
      case "conv.modulation.weight" -> nvidia.put(layer + ".affine.weight", tensor);
      case "conv.modulation.bias" -> nvidia.put(layer + ".affine.bias", tensor);
      case "conv.blur.kernel" -> nvidia.put(layer + ".resample_filter", shaped(tensor, 0, 0.25));
      case "noise.weight" -> nvidia.put(layer + ".noise_strength", shaped(tensor, 1, 1));
      case "activate.bias" -> nvidia.put(layer + ".bias", tensor);
      default -> throw new IllegalArgumentException(inner);
    }
  }

  private static void putToRgb(
      Map<String, TorchTensor> nvidia, String block, String inner, TorchTensor tensor) {
    switch (inner) {
      case "conv.weight" -> nvidia.put(block + ".torgb.weight", shaped(tensor, 1, 1));
      case "conv.modulation.weight" -> nvidia.put(block + ".torgb.affine.weight", tensor);
      case "conv.modulation.bias" -> nvidia.put(block + ".torgb.affine.bias", tensor);
      case "bias" ->
          nvidia.put(
              block + ".torgb.bias", TorchTensor.of(new long[] {3}, tensor.storage().values()));
      case "upsample.kernel" -> nvidia.put(block + ".resample_filter", shaped(tensor, 0, 0.25));
      default -> throw new IllegalArgumentException(inner);
    }
  }

  /** Without leading axes, and multiplied. */
  private static TorchTensor shaped(TorchTensor tensor, int without, double factor) {
    float[] values = tensor.storage().values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] * factor);
    }
    return TorchTensor.of(
        Arrays.copyOfRange(tensor.shape(), without, tensor.shape().length), values);
  }

  @Test
  void isTheOtherSpellingOfTheSameGenerator() throws IOException {
    Path original = GoldenGenerator.write(temp.resolve("original.pt"), GoldenGenerator.tensors());
    Path other = TorchFileWriter.writeZip(temp.resolve("other.pt"), Map.of("G_ema", respelled()));
    try (TorchCheckpoint a = TorchCheckpoint.open(original);
        TorchCheckpoint b = TorchCheckpoint.open(other)) {
      TensorTable expected = a.tensors("g_ema");
      FoundGenerator found = GeneratorFinder.find(b, Optional.empty());
      assertThat(found.tensors().names()).containsExactlyInAnyOrderElementsOf(expected.names());
      for (String name : expected.names()) {
        assertThat(found.tensors().require(name).shape()).isEqualTo(expected.require(name).shape());
        float[] values = found.tensors().require(name).toFloatArray();
        float[] wanted = expected.require(name).toFloatArray();
        for (int i = 0; i < values.length; i++) {
          assertThat(values[i]).as(name).isCloseTo(wanted[i], within(Math.abs(wanted[i]) * 1e-6f));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "G.", "G_ema.module.", "state_dict.generator."})
  void isFoundUnderAnyPrefixAndInSafetensors(String prefix) throws IOException {
    Map<String, TorchTensor> prefixed = new LinkedHashMap<>();
    respelled().forEach((name, tensor) -> prefixed.put(prefix + name, tensor));
    Path plain = TorchFileWriter.writeZip(temp.resolve("a.pt"), Map.of("G_ema", respelled()));
    Path pickled = TorchFileWriter.writeZip(temp.resolve("b.pt"), prefixed);
    Path safe =
        SafeTensorsBuilder.write(temp.resolve("c.safetensors"), ElementType.FLOAT32, prefixed);

    String expected = identity(plain);
    assertThat(identity(pickled)).isEqualTo(expected);
    assertThat(identity(safe)).isEqualTo(expected);
  }

  @Test
  void fillsInWhatMayBeMissing() throws IOException {
    Map<String, TorchTensor> tensors = respelled();
    tensors.keySet().removeIf(name -> name.endsWith("resample_filter"));
    Path plain = TorchFileWriter.writeZip(temp.resolve("a.pt"), respelled());
    Path without = TorchFileWriter.writeZip(temp.resolve("b.pt"), tensors);
    assertThat(identity(without)).isEqualTo(identity(plain));

    tensors.keySet().removeIf(name -> name.endsWith("noise_const"));
    Path drawn = TorchFileWriter.writeZip(temp.resolve("c.pt"), tensors);
    ImportReport report =
        BundleImporter.run(
            new Requests().generator(drawn).to(temp.resolve("drawn")), TaskContext.none());
    assertThat(report.notices()).anyMatch(notice -> notice.contains("drawn from the seed 0."));
  }

  private String identity(Path file) throws IOException {
    Path output = temp.resolve(file.getFileName() + ".bundle");
    BundleImporter.run(new Requests().generator(file).to(output), TaskContext.none());
    try (ModelBundle bundle = ModelBundle.open(output)) {
      return bundle.identity();
    }
  }

  @Test
  void saysThatAPartIsMissing() throws IOException {
    for (String name :
        new String[] {
          "mapping.fc0.bias",
          "synthesis.b4.torgb.bias",
          "synthesis.b8.conv0.weight",
          "synthesis.b16.conv1.affine.bias",
          "synthesis.b32.torgb.weight",
          "synthesis.b8.conv1.noise_strength"
        }) {
      Map<String, TorchTensor> tensors = respelled();
      tensors.remove(name);
      refused(tensors)
          .hasMessageEndingWith(
              "'g_ema' has NVIDIA's names of a StyleGAN2 generator, but no '"
                  + name
                  + "': a part of it is missing. Save the whole state_dict of the generator.");
    }
    Map<String, TorchTensor> few = respelled();
    few.keySet().removeIf(name -> !name.startsWith("mapping.") && !name.endsWith("b4.const"));
    refused(few)
        .hasMessageContaining("but no 'synthesis.b4.conv1.weight': a part of it is missing");
  }

  @Test
  void namesArchitecturesThatAreOthers() throws IOException {
    Map<String, TorchTensor> labels = respelled();
    labels.put("mapping.embed.weight", TorchTensor.of(new long[] {1}, 1));
    refused(labels).hasMessageContaining("takes a label beside z (mapping.embed.weight)");

    Map<String, TorchTensor> resnet = respelled();
    resnet.put("synthesis.b8.skip.weight", TorchTensor.of(new long[] {1}, 1));
    refused(resnet).hasMessageContaining("a StyleGAN2 of the architecture 'resnet'");

    Map<String, TorchTensor> original = respelled();
    original.keySet().removeIf(name -> name.matches("synthesis\\.b(4|8|16)\\.torgb.*"));
    refused(original).hasMessageContaining("a StyleGAN2 of the architecture 'orig'");

    Map<String, TorchTensor> grey = respelled();
    grey.replaceAll(
        (name, tensor) ->
            !name.contains("torgb") || name.contains("affine")
                ? tensor
                : name.endsWith("bias")
                    ? TorchTensor.of(new long[] {1}, 1)
                    : TorchTensor.of(
                        new long[] {1, tensor.shape()[1], 1, 1},
                        new float[(int) tensor.shape()[1]]));
    refused(grey).hasMessageContaining("makes pictures of 1 channel (grey)");

    Map<String, TorchTensor> longer = respelled();
    longer.put("mapping.fc0.weight", TorchTensor.of(new long[] {32, 64}, new float[32 * 64]));
    refused(longer).hasMessageContaining("takes 64 values, but a style has 32");
  }

  @Test
  void refusesShapesThatNoGeneratorHas() throws IOException {
    Map<String, TorchTensor> whole = respelled();
    for (String name : whole.keySet()) {
      for (long[] shape : new long[][] {{}, {1}, {2, 3}, {3, 1, 1}, {1, 2, 3, 3}}) {
        Map<String, TorchTensor> tensors = new LinkedHashMap<>(whole);
        long count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        if (Arrays.equals(shape, tensors.get(name).shape()) || name.endsWith("noise_strength")) {
          continue;
        }
        tensors.put(name, TorchTensor.of(shape, new float[(int) count]));
        refused(tensors);
      }
    }
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused(
      Map<String, TorchTensor> tensors) {
    Path file = TorchFileWriter.writeZip(temp.resolve("refused.pt"), Map.of("g_ema", tensors));
    return assertThatThrownBy(
            () ->
                BundleImporter.run(
                    new Requests().generator(file).to(temp.resolve("refused")), TaskContext.none()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(file + ": ")
        .satisfies(e -> assertThat(e.getMessage()).endsWith("."));
  }
}
