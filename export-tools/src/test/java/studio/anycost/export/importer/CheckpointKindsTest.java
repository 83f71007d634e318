package studio.anycost.export.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.task.TaskContext;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.ElementType;
import studio.anycost.export.checkpoint.ForeignValue;
import studio.anycost.export.checkpoint.NumpyValue;
import studio.anycost.export.checkpoint.TorchFileWriter;
import studio.anycost.export.checkpoint.TorchTensor;
import studio.anycost.export.resnet.ReferenceResNet;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.latent.SeededNormal;

/** The many shapes in which people have one and the same generator. */
class CheckpointKindsTest {
  private static final int DIMENSION = 32;
  private static final int STYLES = 8;
  private static final int CONVOLUTIONS = 7;

  @TempDir Path temp;

  private Map<String, TorchTensor> tensors;
  private int outputs;

  @BeforeEach
  void readTheGenerator() throws IOException {
    tensors = GoldenGenerator.tensors();
  }

  /** A bundle, and what was told about it. */
  private record Imported(
      String identity,
      List<String> notices,
      List<Float> mean,
      Map<String, float[]> noise,
      boolean encoder) {}

  private Imported importing(Requests request) throws IOException {
    Path output = temp.resolve("bundle" + outputs++);
    ImportReport report = BundleImporter.run(request.to(output), TaskContext.none());
    try (ModelBundle bundle = ModelBundle.open(output)) {
      return new Imported(
          bundle.identity(),
          report.notices(),
          bundle.manifest().meanStyle(),
          bundle.fixedNoise(),
          bundle.manifest().encoder().isPresent());
    }
  }

  private Imported importing(Object root) throws IOException {
    return importing(new Requests().generator(write(root)));
  }

  private Path write(Object root) {
    return TorchFileWriter.writeZip(temp.resolve("g.pt"), root);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused(Path file) {
    return assertThatThrownBy(() -> importing(new Requests().generator(file)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(file + ": ")
        .satisfies(e -> assertThat(e.getMessage()).endsWith(".").doesNotContain("java", "\n"));
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused(Object root) {
    return refused(write(root));
  }

  private Imported plain() throws IOException {
    return importing(Map.of("g_ema", tensors));
  }

  // What is beside the generator

  static Stream<Object> valuesBeside() {
    ByteOrder little = ByteOrder.LITTLE_ENDIAN;
    Map<Object, Object> optimizer = new LinkedHashMap<>();
    optimizer.put(0, Map.of("exp_avg", TorchTensor.of(new long[] {2}, 1, 2), "step", 5));
    optimizer.put(1, Map.of("step", NumpyValue.number(5)));
    return Stream.of(
        new ForeignValue("argparse", "Namespace", Map.of("lr", 0.002, "size", 32)),
        NumpyValue.number(0.25),
        NumpyValue.number(0.25).ofNumpy2(),
        NumpyValue.array(new long[] {2, 2}, "f8", little, false, 1, 2, 3, 4),
        NumpyValue.array(new long[] {2}, "c8", little, false, 1, 2).ofNumpy2(),
        new ForeignValue("pathlib", "PosixPath", "/home/x"),
        new ForeignValue("pathlib._local", "WindowsPath", "C:\\x"),
        new ForeignValue("datetime", "datetime", new byte[] {7, 1}),
        new ForeignValue("builtins", "set", List.of(1, 2)),
        new ForeignValue("collections", "Counter", Map.of("a", 1)),
        new ForeignValue("collections", "defaultdict", Map.of("a", 1)),
        new ForeignValue("torch", "device", "cuda"),
        new ForeignValue("omegaconf.dictconfig", "DictConfig", Map.of("_content", Map.of())),
        new ForeignValue("my.training", "Config", Arrays.asList(null, new byte[3], 1.5)),
        new byte[] {1, 2, 3},
        Arrays.asList(new ForeignValue("fractions", "Fraction", null), "text", null),
        Map.of("state", optimizer, "param_groups", List.of(Map.of("betas", new Object[] {0, 1}))));
  }

  @ParameterizedTest
  @MethodSource("valuesBeside")
  void readsPastWhatIsBeside(Object value) throws IOException {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("before", value);
    root.put("g_ema", tensors);
    root.put("after", List.of(value, Map.of("deep", value)));
    Imported expected = plain();

    assertThat(importing(root)).usingRecursiveComparison().isEqualTo(expected);
    Path legacy = TorchFileWriter.writeLegacy(temp.resolve("g.pth"), root);
    assertThat(importing(new Requests().generator(legacy)).identity())
        .isEqualTo(expected.identity());
  }

  @Test
  void refusesATensorThatOnlyCodeCouldMake() {
    Map<String, Object> changed = new LinkedHashMap<>(tensors);
    changed.put("conv1.activate.bias", new ForeignValue("my.quant", "PackedTensor", "x"));

    refused(Map.of("g_ema", changed))
        .hasMessageContaining(
            "'conv1.activate.bias' in 'g_ema' is a value of 'my.quant.PackedTensor', which only code"
                + " could make, and none is run. Save it as plain tensors.");
  }

  @Test
  void readsTensorsThatAreArraysOfNumpy() throws IOException {
    Map<String, Object> changed = new LinkedHashMap<>(tensors);
    tensors.forEach(
        (name, tensor) -> {
          double[] values = new double[tensor.storage().elementCount()];
          for (int i = 0; i < values.length; i++) {
            values[i] = tensor.storage().values()[i];
          }
          ByteOrder order = name.length() % 2 == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
          NumpyValue array = NumpyValue.array(tensor.shape(), "f4", order, false, values);
          changed.put(name, name.startsWith("c") ? array.ofNumpy2() : array);
        });

    assertThat(importing(Map.of("g_ema", changed)).identity()).isEqualTo(plain().identity());
  }

  // What is missing in the generator

  @Test
  void drawsNoiseMapsThatAreMissing() throws IOException {
    Map<String, float[]> before = plain().noise();
    tensors.keySet().removeIf(name -> name.startsWith("noises."));

    Imported without = importing(Map.of("g_ema", tensors));

    assertThat(without.notices())
        .containsExactly(
            before.size() + " noise maps were not in the file and were drawn from the seed 0.");
    assertThat(without.noise()).containsOnlyKeys(before.keySet());
    for (int i = 0; i < CONVOLUTIONS; i++) {
      float[] map = without.noise().get("noise_" + i);
      if (map != null) {
        assertThat(map).isEqualTo(SeededNormal.noise(0, i, map.length));
      }
    }
    assertThat(importing(Map.of("g_ema", tensors)).identity()).isEqualTo(without.identity());
  }

  @Test
  void drawsOnlyTheNoiseMapsThatAreMissing() throws IOException {
    Map<String, float[]> before = plain().noise();
    tensors.remove("noises.noise_2");

    Imported without = importing(Map.of("g_ema", tensors));

    assertThat(without.notices())
        .containsExactly("1 noise map was not in the file and was drawn from the seed 0.");
    assertThat(without.noise().get("noise_1")).isEqualTo(before.get("noise_1"));
    assertThat(without.noise().get("noise_2")).isNotEqualTo(before.get("noise_2"));
  }

  @Test
  void knowsTheBlurKernelThatIsMissing() throws IOException {
    Imported expected = plain();
    tensors.keySet().removeIf(name -> name.endsWith(".kernel"));

    assertThat(importing(Map.of("g_ema", tensors))).usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void honoursABlurKernelThatIsAnother() throws IOException {
    Imported usual = plain();
    float[] box = new float[16];
    Arrays.fill(box, 0.25f);
    tensors.replaceAll(
        (name, tensor) ->
            name.endsWith(".kernel") ? TorchTensor.of(new long[] {4, 4}, box) : tensor);

    assertThat(importing(Map.of("g_ema", tensors)).identity()).isNotEqualTo(usual.identity());
    tensors.replaceAll(
        (name, tensor) ->
            name.endsWith(".kernel") ? TorchTensor.of(new long[] {2, 2}, 1, 1, 1, 1) : tensor);
    refused(Map.of("g_ema", tensors)).hasMessageContaining("has the shape [2, 2], but [4, 4] is");
  }

  // Where the generator is

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "g",
        "g_ema",
        "generator",
        "state_dict",
        "model",
        "params_ema",
        "netG",
        "g_ema.module",
        "module",
        "state_dict.decoder",
        "state_dict.module.generator",
        "G._orig_mod",
        "model.netG.module",
        "deep.er.still.G_ema"
      })
  void findsTheGeneratorUnderAnyKeyAndPrefix(String path) throws IOException {
    Imported expected = plain();
    Map<String, Object> prefixed = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> prefixed.put(TensorSets.join(path, name), tensor));
    Object nested = tensors;
    List<String> keys = path.isEmpty() ? List.of() : List.of(path.split("\\."));
    for (int i = keys.size() - 1; i >= 0; i--) {
      nested = Map.of(keys.get(i), nested);
    }

    for (Object root : List.of(prefixed, nested)) {
      Imported imported = importing(root);
      assertThat(imported.identity()).isEqualTo(expected.identity());
      if (path.equals("g_ema")) {
        assertThat(imported.notices()).isEmpty();
      } else {
        String where = path.isEmpty() ? "the root of the file" : "'" + path + "'";
        assertThat(imported.notices())
            .containsExactly("The generator was taken from " + where + ".");
      }
    }
  }

  @Test
  void findsTheGeneratorInAList() throws IOException {
    Imported expected = plain();

    Imported inTuple = importing(new Object[] {3, tensors, Map.of("d", 1)});
    assertThat(inTuple.identity()).isEqualTo(expected.identity());
    assertThat(inTuple.notices()).containsExactly("The generator was taken from '1'.");
    Imported inList = importing(Map.of("models", List.of(Map.of("ema", tensors), other())));
    assertThat(inList.identity()).isEqualTo(expected.identity());
    assertThat(inList.notices())
        .containsExactly(
            "The generator was taken from 'models.0.ema'; the file also has one in 'models.1'"
                + " (see --generator-key).");
  }

  @Test
  void saysThatADictionaryOfAnotherClassWasLeftUnread() {
    refused(Map.of("g_ema", new ForeignValue("easydict", "EasyDict", Map.of()), "epoch", 3))
        .hasMessageEndingWith(
            "it has 'g_ema'. 'g_ema' is a value of 'easydict.EasyDict', which only code could make,"
                + " and none is run. Save it as plain tensors.");
  }

  /** A thousand times the name of a generator's constant: looking at each would take forever. */
  @Test
  void doesNotLookAtThousandsOfGenerators() {
    TorchTensor one = TorchTensor.of(new long[] {1}, 1);
    Map<String, Object> root = new LinkedHashMap<>();
    for (int i = 0; i < 1000; i++) {
      root.put(i + ".input.input", one);
    }
    refused(root).hasMessageContaining("the file holds 1000 sets of tensors that may be");
  }

  @Test
  void takesAveragedWeightsFirstAndSaysSo() throws IOException {
    Imported expected = plain();
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("g", other());
    root.put("g_ema", tensors);
    root.put("d", Map.of("convs.0.0.weight", TorchTensor.of(new long[] {1}, 1)));

    Imported imported = importing(root);

    assertThat(imported.identity()).isEqualTo(expected.identity());
    assertThat(imported.notices())
        .containsExactly(
            "The generator was taken from 'g_ema'; the file also has one in 'g'"
                + " (see --generator-key).");
    Imported other = importing(new Requests().generator(write(root)).generatorKey("g"));
    assertThat(other.identity()).isEqualTo(importing(Map.of("g", other())).identity());
    assertThat(other.notices()).isEmpty();
  }

  /** The same, but for the bias of the last layer. */
  private Map<String, TorchTensor> other() {
    Map<String, TorchTensor> other = new LinkedHashMap<>(tensors);
    other.put("to_rgb1.bias", TorchTensor.of(new long[] {1, 3, 1, 1}, 1, 2, 3));
    return other;
  }

  @Test
  void doesNotGuessBetweenGeneratorsThatAreEquallyGood() throws IOException {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("first", Map.of("G", tensors));
    root.put("second", other());

    refused(root)
        .hasMessageEndingWith(
            "the file holds several generators: 'first.G', 'second'. Say which one with"
                + " --generator-key.");
    Imported expected = plain();
    for (String key : List.of("first", "first.G", "first.G.")) {
      assertThat(importing(new Requests().generator(write(root)).generatorKey(key)).identity())
          .isEqualTo(expected.identity());
    }
    Path file = write(root);
    assertThatThrownBy(() -> importing(new Requests().generator(file).generatorKey("third")))
        .hasMessageEndingWith("there is no 'third' in the file; it has 'first', 'second'.");
  }

  @Test
  void saysWhyAveragedWeightsWereNotTaken() throws IOException {
    Map<String, TorchTensor> part = new LinkedHashMap<>(tensors);
    part.remove("conv1.conv.weight");

    assertThat(importing(Map.of("g", tensors, "g_ema", part)).notices())
        .containsExactly(
            "The generator was taken from 'g'.",
            "'g_ema' cannot be taken: 'g_ema' has no tensor 'conv1.conv.weight'. Save the whole"
                + " state_dict.");
  }

  @Test
  void saysWhatIsWrongWithTheOnlyGenerator() {
    tensors.remove("convs.1.conv.weight");
    refused(Map.of("netG", tensors)).hasMessageContaining("no 'convs.1.conv.weight'");
  }

  // What inversion encoders save

  private Map<String, Object> psp(Map<String, Object> encoder) {
    Map<String, Object> state = new LinkedHashMap<>();
    encoder.forEach((name, tensor) -> state.put("encoder." + name, tensor));
    tensors.forEach((name, tensor) -> state.put("decoder." + name, tensor));
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("state_dict", state);
    root.put("latent_avg", repeated(new long[] {STYLES, DIMENSION}));
    root.put("opts", new ForeignValue("argparse", "Namespace", Map.of("lr", 1)));
    return root;
  }

  @Test
  void takesDecoderMeanAndEncoderOfAnInversionCheckpoint() throws IOException {
    Imported imported =
        importing(
            psp(
                new ReferenceResNet(
                        1,
                        false,
                        new int[] {1, 1, 1, 1},
                        new int[] {2, 2, 2, 2},
                        STYLES * DIMENSION)
                    .checkpoint("")));

    assertThat(imported.notices())
        .containsExactly("The generator was taken from 'state_dict.decoder'.");
    assertThat(imported.encoder()).isTrue();
    assertThat(imported.mean()).isEqualTo(storedMean());
  }

  @Test
  void leavesOutAnEncoderThatCannotBeRun() throws IOException {
    Imported other =
        importing(psp(Map.of("input_layer.0.weight", TorchTensor.of(new long[] {1}, 1))));
    assertThat(other.encoder()).isFalse();
    assertThat(other.notices().get(1))
        .isEqualTo(
            "The encoder in the file was left out: only a torchvision ResNet with 'fc' as its last"
                + " layer can be run, and it is another network.");

    Imported small =
        importing(
            psp(
                new ReferenceResNet(
                        1, false, new int[] {1, 1, 1, 1}, new int[] {2, 2, 2, 2}, DIMENSION)
                    .checkpoint("")));
    assertThat(small.encoder()).isFalse();
    Path given =
        TorchFileWriter.writeZip(
            temp.resolve("e.pt"),
            Map.of(
                "state_dict",
                resnet(STYLES * DIMENSION),
                "latent_avg",
                repeated(new long[] {DIMENSION})));
    Path file = write(psp(Map.of("input_layer.0.weight", TorchTensor.of(new long[] {1}, 1))));
    Imported withAnother = importing(new Requests().generator(file).encoder(given));
    assertThat(withAnother.encoder()).isTrue();
    assertThat(withAnother.notices()).hasSize(1);
    assertThat(small.notices().get(1))
        .isEqualTo(
            "The encoder in the file was left out: the encoder gives 32 values; the generator needs"
                + " 8 styles of 32, 256 values.");
  }

  // The mean style

  private static TorchTensor repeated(long[] shape) {
    int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i % DIMENSION;
    }
    return TorchTensor.of(shape, values);
  }

  private static List<Float> storedMean() {
    return Stream.iterate(0f, value -> value + 1).limit(DIMENSION).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"latent_avg", "mean_latent", "w_avg", "g_ema.latent_avg"})
  void takesTheMeanStyleThatIsStored(String name) throws IOException {
    for (long[] shape :
        List.of(
            new long[] {DIMENSION},
            new long[] {1, DIMENSION},
            new long[] {STYLES, DIMENSION},
            new long[] {1, STYLES, DIMENSION})) {
      Imported imported = importing(Map.of("g_ema", tensors, name, repeated(shape)));
      assertThat(imported.mean()).isEqualTo(storedMean());
      assertThat(imported.notices()).isEmpty();
    }
  }

  @Test
  void takesAMeanStyleThatIsAnArrayOfNumpy() throws IOException {
    double[] values = storedMean().stream().mapToDouble(Float::doubleValue).toArray();
    NumpyValue mean =
        NumpyValue.array(new long[] {1, DIMENSION}, "f8", ByteOrder.LITTLE_ENDIAN, true, values);

    for (NumpyValue array : List.of(mean, mean.ofNumpy2())) {
      assertThat(importing(Map.of("g_ema", tensors, "latent_avg", array)).mean())
          .isEqualTo(storedMean());
    }
  }

  @Test
  void saysWhenTheStoredMeanCannotBeUsed() throws IOException {
    List<Float> measured = plain().mean();
    float[] different = new float[STYLES * DIMENSION];
    different[DIMENSION] = 1;
    Map<Object, String> wrong = new LinkedHashMap<>();
    wrong.put(
        TorchTensor.of(new long[] {STYLES, DIMENSION}, different),
        "'latent_avg' in the file is another style for every layer.");
    wrong.put(
        repeated(new long[] {2 * DIMENSION}),
        "'latent_avg' in the file has the shape [64], but a style has 32 values.");
    wrong.put(
        new ForeignValue("my", "Mean", null), "'latent_avg' in the file is a value of 'my.Mean'");
    for (Map.Entry<Object, String> entry : wrong.entrySet()) {
      Imported imported = importing(Map.of("g_ema", tensors, "latent_avg", entry.getKey()));
      assertThat(imported.mean()).isEqualTo(measured);
      assertThat(imported.notices()).hasSize(1);
      assertThat(imported.notices().get(0))
          .startsWith("The mean style was measured: " + entry.getValue())
          .endsWith(".");
    }
    float[] broken = new float[DIMENSION];
    broken[0] = Float.NaN;
    refused(Map.of("g_ema", tensors, "latent_avg", TorchTensor.of(new long[] {DIMENSION}, broken)))
        .hasMessageContaining("'latent_avg' holds a value that is not finite");
  }

  // What holds code instead of weights

  private static ForeignValue module(String module, String name) {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("training", false);
    state.put("_parameters", Map.of("weight", TorchTensor.of(new long[] {1}, 1)));
    state.put("_modules", Map.of());
    return new ForeignValue(module, name, state);
  }

  @Test
  void saysHowToSaveTheWeightsOfAWholeModule() {
    String advice =
        "Load it where it was made and save its weights alone: torch.save(model.state_dict(),"
            + " 'weights.pt').";
    refused(module("models.stylegan2", "Generator"))
        .hasMessageEndingWith(
            "this is a whole module (models.stylegan2.Generator), and its code is not run. "
                + advice);
    refused(Map.of("epoch", 3, "G_ema", module("net", "G")))
        .hasMessageEndingWith(
            "'G_ema' is a whole module (net.G), and its code is not run. " + advice);
    refused(Map.of("model", Map.of("netG", module("net", "G"))))
        .hasMessageContaining("'model.netG' is a whole module");
    Path legacy = TorchFileWriter.writeLegacy(temp.resolve("m.pth"), module("net", "G"));
    refused(legacy).hasMessageContaining("this is a whole module (net.G)");
  }

  @Test
  void saysHowToSaveTheWeightsOfATrainingSnapshot() throws IOException {
    ForeignValue snapshot =
        new ForeignValue("torch_utils.persistence", "_reconstruct_persistent_obj", Map.of());
    String sentence =
        "a training snapshot with Python code, which is not run. Load it where it was made and"
            + " save its weights alone: torch.save({'g_ema': G_ema.state_dict()}, 'weights.pt').";
    refused(snapshot).hasMessageEndingWith("this is " + sentence);
    refused(Map.of("G_ema", snapshot)).hasMessageEndingWith("'G_ema' is " + sentence);

    Path pickle = temp.resolve("network-snapshot.pkl");
    Files.writeString(
        pickle,
        "\u0080\u0003}q\0X\1\0\0\0Gq\1ctorch_utils.persistence\n_reconstruct_persistent_obj\n",
        java.nio.charset.StandardCharsets.ISO_8859_1);
    refused(pickle).hasMessageEndingWith("this is " + sentence);
    Files.writeString(
        pickle,
        "\u0080\u0003cdnnlib.tflib.network\nNetwork\nq\0)\u0081q\1}q\2(X\7\0\0\0versionK\4",
        java.nio.charset.StandardCharsets.ISO_8859_1);
    refused(pickle).hasMessageContaining("this is a network of TensorFlow");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "synthesis.L0_36_1024.weight | StyleGAN3",
        "G_ema.synthesis.input.freqs | StyleGAN3",
        "g_synthesis.blocks.4x4.const | StyleGAN (the first)",
        "generator.progression.0.conv1.weight | StyleGAN (the first)",
        "params_ema.style_mlp.1.weight | BasicSR",
        "generator_ema.style_mapping.1.weight | MMGeneration",
        "model.diffusion_model.input_blocks.0.0.weight | a diffusion model",
        "d.final_conv.0.weight | a discriminator",
        "layer1.0.conv1.weight | a ResNet",
        "something.else | no StyleGAN2 or anycost generator",
      })
  void namesOtherLayouts(String nameAndLayout) {
    String[] parts = nameAndLayout.split(" \\| ");
    refused(Map.of("state_dict", Map.of(parts[0], TorchTensor.of(new long[] {1}, 1))))
        .hasMessageContaining(parts[1]);
  }

  // Safetensors

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void readsSafetensors(ElementType type) throws IOException {
    Path file = SafeTensorsBuilder.write(temp.resolve("g.safetensors"), type, tensors);
    Map<String, TorchTensor> prefixed = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> prefixed.put("g_ema.module." + name, tensor));
    Path below = SafeTensorsBuilder.write(temp.resolve("below.safetensors"), type, prefixed);

    for (Path path : List.of(file, below)) {
      assertThat(importing(new Requests().generator(path)).identity())
          .isEqualTo(plain().identity());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT16", "BFLOAT16"})
  void readsSafetensorsOfHalfPrecision(ElementType type) throws IOException {
    Path file = SafeTensorsBuilder.write(temp.resolve("g.safetensors"), type, tensors);
    Map<String, TorchTensor> rounded = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) ->
            rounded.put(name, TorchTensor.of(type, tensor.shape(), tensor.storage().values())));

    assertThat(importing(new Requests().generator(file)).identity())
        .isEqualTo(importing(Map.of("g_ema", rounded)).identity());
  }

  @Test
  void readsEncoderAndAttributesOfAnyKeyAndOfSafetensors() throws IOException {
    Map<String, TorchTensor> encoder = new LinkedHashMap<>();
    resnet(STYLES * DIMENSION)
        .forEach((name, tensor) -> encoder.put("module." + name, (TorchTensor) tensor));
    encoder.put("latent_avg", repeated(new long[] {DIMENSION}));
    Map<String, TorchTensor> attributes = new LinkedHashMap<>();
    resnet(4).forEach((name, tensor) -> attributes.put(name, (TorchTensor) tensor));
    Path names = Files.writeString(temp.resolve("names.txt"), "A\nB\n");
    Path e = temp.resolve("e.safetensors");
    Path a = temp.resolve("a.safetensors");
    SafeTensorsBuilder.write(e, ElementType.FLOAT32, encoder);
    SafeTensorsBuilder.write(a, ElementType.FLOAT32, attributes);
    Path bundle = temp.resolve("named");
    Requests request = new Requests();
    BundleImporter.run(request.encoder(e).attributes(a, names).to(bundle), TaskContext.none());

    Path pickled = TorchFileWriter.writeZip(temp.resolve("e.pt"), Map.of("net", encoder));
    Path model = TorchFileWriter.writeZip(temp.resolve("a.pt"), Map.of("model", attributes));
    Imported other = importing(new Requests().encoder(pickled).attributes(model, names));

    try (ModelBundle open = ModelBundle.open(bundle)) {
      assertThat(open.identity()).isEqualTo(other.identity());
    }
  }

  private static Map<String, Object> resnet(int outputs) {
    return new ReferenceResNet(1, false, new int[] {1, 1, 1, 1}, new int[] {2, 2, 2, 2}, outputs)
        .checkpoint("");
  }

  @Test
  void saysThatASafetensorsFileIsCut() throws IOException {
    Path file =
        SafeTensorsBuilder.write(temp.resolve("g.safetensors"), ElementType.FLOAT32, tensors);
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {whole.length - 1, whole.length / 2, 4096, 100, 9}) {
      refused(Files.write(file, Arrays.copyOf(whole, length)))
          .hasMessageContaining("Copy or download it again.");
    }
  }
}
