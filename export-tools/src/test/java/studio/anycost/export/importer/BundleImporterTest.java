package studio.anycost.export.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;
import studio.anycost.export.checkpoint.TorchFileWriter;
import studio.anycost.export.checkpoint.TorchTensor;
import studio.anycost.export.resnet.ReferenceResNet;
import studio.anycost.models.bundle.BundleException;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.graph.OnnxGuard;
import studio.anycost.models.latent.SeededNormal;
import studio.anycost.models.runtime.LoadedGenerator;
import studio.anycost.models.runtime.RuntimeOptions;
import studio.anycost.models.runtime.SessionManager;

class BundleImporterTest {
  private static final int DIMENSION = 32;
  private static final int STYLES = 8;

  @TempDir Path temp;

  @Test
  void importsAllParts() throws Exception {
    Path output = temp.resolve("bundle");
    BundleImporter.run(full().to(output), TaskContext.none());

    try (ModelBundle bundle = ModelBundle.open(output)) {
      assertThat(bundle.description().name()).isEqualTo("Test model");
      assertThat(bundle.description().attributes()).containsExactly("Smiling", "Young", "Bald");
      assertThat(bundle.description().boundaries())
          .extracting(Boundary::name)
          .containsExactly("31_Smiling", "Age");
      assertThat(bundle.manifest().encoder()).contains("encoder.onnx");
      for (String graph : List.of("encoder.onnx", "attributes.onnx", "mapping.onnx")) {
        OnnxGuard.parse(bundle.read(graph), graph);
      }
      assertThat(bundle.stages()).hasSize(4);
      assertThat(bundle.fixedNoise()).isNotEmpty();
      assertThat(bundle.modelCard().orElseThrow())
          .contains("# Test model", "CC0-1.0", "Random weights.", "32 px", "| 31_Smiling |");
    }
  }

  @Test
  void measuresTheStylesThatTheMappingGraphGives() throws Exception {
    Path output = temp.resolve("bundle");
    BundleImporter.run(new Requests().boundaries(boundaries()).to(output), TaskContext.none());

    try (SessionManager runtime = new SessionManager(RuntimeOptions.defaults());
        LoadedGenerator generator = runtime.load(ModelBundle.open(output))) {
      float[][] z = new float[10_000][];
      for (int seed = 0; seed < z.length; seed++) {
        z[seed] = SeededNormal.z(seed, DIMENSION);
      }
      float[][] w = generator.mapAll(z, CancellationToken.NONE);
      float[] mean = generator.description().meanStyleArray();
      for (int i = 0; i < DIMENSION; i++) {
        double sum = 0;
        for (float[] style : w) {
          sum += style[i];
        }
        assertThat((double) mean[i]).isCloseTo(sum / w.length, within(1e-5));
      }
      for (Boundary boundary : generator.description().boundaries()) {
        assertThat(boundary.standardDeviation())
            .isCloseTo(deviation(w, boundary.normal()), within(1e-5));
      }
    }
  }

  private static double deviation(float[][] w, float[] normal) {
    double[] values = new double[w.length];
    double mean = 0;
    for (int n = 0; n < w.length; n++) {
      for (int i = 0; i < normal.length; i++) {
        values[n] += (double) w[n][i] * normal[i];
      }
      mean += values[n] / w.length;
    }
    double variance = 0;
    for (double value : values) {
      variance += (value - mean) * (value - mean) / w.length;
    }
    return Math.sqrt(variance);
  }

  @Test
  void normalisesBoundaries() throws Exception {
    Path output = temp.resolve("bundle");
    BundleImporter.run(new Requests().boundaries(boundaries()).to(output), TaskContext.none());

    try (ModelBundle bundle = ModelBundle.open(output)) {
      float[] smiling = bundle.description().boundaries().get(0).normal();
      float[] age = bundle.description().boundaries().get(1).normal();
      assertThat(smiling[1]).isEqualTo(1f);
      assertThat(age[0]).isCloseTo(0.6f, within(1e-6f));
      assertThat(age[2]).isCloseTo(0.8f, within(1e-6f));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundle", "bundle.zip"})
  void givesTheSameBytesTwice(String name) throws Exception {
    Path first = temp.resolve("first-" + name);
    Path second = temp.resolve("second-" + name);
    BundleImporter.run(new Requests().boundaries(boundaries()).to(first), TaskContext.none());
    BundleImporter.run(new Requests().boundaries(boundaries()).to(second), TaskContext.none());

    try (ModelBundle a = ModelBundle.open(first);
        ModelBundle b = ModelBundle.open(second)) {
      assertThat(a.identity()).isEqualTo(b.identity());
    }
    if (name.endsWith(".zip")) {
      assertThat(first).hasSameBinaryContentAs(second);
    }
  }

  @Test
  void takesAModelCard() throws Exception {
    Path card = Files.writeString(temp.resolve("card.md"), "# Mein Modell\r\nfür alle\r\n");
    Path output = temp.resolve("bundle");

    BundleImporter.run(new Requests().modelCard(card).to(output), TaskContext.none());

    assertThat(output.resolve("MODEL_CARD.md")).hasContent("# Mein Modell\nfür alle\n");
  }

  @Test
  void reportsProgressThatOnlyGrows() throws Exception {
    List<Double> fractions = new ArrayList<>();
    BundleImporter.run(
        full().to(temp.resolve("bundle")),
        TaskContext.of(
            TaskContext.none().cancellation(), (fraction, message) -> fractions.add(fraction)));

    assertThat(fractions).isSorted().startsWith(0.0).endsWith(1.0).hasSizeGreaterThan(50);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundle", "bundle.zip"})
  void leavesNothingWhenItIsCancelled(String name) throws Exception {
    Path output = Files.createDirectory(temp.resolve("out")).resolve(name);
    for (double moment : new double[] {0, 0.2, 0.3, 0.6, 0.8}) {
      assertThatThrownBy(() -> BundleImporter.run(full().to(output), cancelledAt(moment)))
          .isInstanceOf(CancellationException.class);
      assertThat(children(output.getParent())).isEmpty();
    }
  }

  @Test
  void finishesWhenItIsTooLateToCancel() throws Exception {
    Path output = temp.resolve("bundle");

    BundleImporter.run(new Requests().to(output), cancelledAt(0.95));

    ModelBundle.open(output).close();
  }

  private static TaskContext<?> cancelledAt(double moment) {
    CancellationSource cancel = new CancellationSource();
    return TaskContext.of(
        cancel.token(),
        (fraction, message) -> {
          if (fraction >= moment) {
            cancel.cancel();
          }
        });
  }

  @Test
  void replacesABundleAndRefusesAnythingElse() throws Exception {
    Path bundle = temp.resolve("bundle");
    BundleImporter.run(new Requests().to(bundle), TaskContext.none());
    assertThatThrownBy(() -> BundleImporter.run(new Requests().to(bundle), TaskContext.none()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("there is a bundle already")
        .hasMessageEndingWith("Choose another name, or replace it with --force.");
    BundleImporter.run(
        new Requests().boundaries(boundaries()).replacing().to(bundle), TaskContext.none());
    try (ModelBundle open = ModelBundle.open(bundle)) {
      assertThat(open.description().boundaries()).hasSize(2);
    }
    Path documents = Files.createDirectory(temp.resolve("documents"));
    Files.writeString(documents.resolve("novel.txt"), "Call me");

    assertThatThrownBy(() -> BundleImporter.run(new Requests().to(documents), TaskContext.none()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(documents.toString());
    assertThat(children(documents)).containsExactly(documents.resolve("novel.txt"));
  }

  @Test
  void refusesPartsThatDoNotFit() throws Exception {
    Path names = Files.writeString(temp.resolve("names.txt"), "a\nb\n");
    refuses(full().attributes(predictor(), names), "names.txt", "2 names", "3 attributes");
    refuses(
        full().attributes(predictor(), Files.writeString(temp.resolve("twice.txt"), "a\nb\na")),
        "twice.txt",
        "'a' stands there twice");
    refuses(full().attributes(predictor(), null), "belong together");
    refuses(full().attributes(null, names), "belong together");
    refuses(full().attributes(predictor(), temp.resolve("none.txt")), "none.txt", "no such file");
    refuses(
        full().attributes(predictor(), Files.write(temp.resolve("b.txt"), new byte[] {-1, -2})),
        "b.txt",
        "UTF-8");
    refuses(full().attributes(predictor(), temp), temp.toString(), "folder");
    refuses(full().modelCard(Files.write(temp.resolve("long.md"), new byte[2 << 20])), "1 MiB");
    refuses(full().encoder(predictor()), "predictor.pt", "6 values", "8 styles of 32");
    refuses(
        full().encoder(GoldenGenerator.file("generator_tiny64.pt")),
        "no torchvision ResNet, as an encoder has to be",
        "it has 'g_ema'");
    refuses(new Requests().generator(predictor()), "the file has a ResNet", "and no generator");
    refuses(new Requests().generator(temp.resolve("none.pt")), "none.pt", "no such file");
    refuses(
        new Requests().generator(names), "names.txt", "this is a text, not a PyTorch checkpoint");
  }

  @Test
  void refusesBoundariesThatAreNone() throws Exception {
    Path file = temp.resolve("b.pt");
    float[] broken = new float[DIMENSION];
    broken[3] = Float.POSITIVE_INFINITY;
    Map<TorchTensor, String> wrong = new LinkedHashMap<>();
    wrong.put(TorchTensor.of(new long[] {1, 2}, 1, 2), "[1, 2]; a boundary of this generator is");
    wrong.put(TorchTensor.of(new long[] {2, 31}, new float[62]), "[2, 31]");
    wrong.put(TorchTensor.of(new long[] {1, DIMENSION}, new float[DIMENSION]), "it is 0");
    wrong.put(TorchTensor.of(new long[] {DIMENSION}, broken), "not finite");
    for (Map.Entry<TorchTensor, String> entry : wrong.entrySet()) {
      TorchFileWriter.writeZip(file, Map.of("Hat", entry.getKey()));
      refuses(new Requests().boundaries(file), "b.pt", "Hat", entry.getValue());
    }
    TorchFileWriter.writeZip(file, Map.of("epoch", 3));
    refuses(new Requests().boundaries(file), "b.pt", "no arrays");
  }

  @Test
  void refusesAGeneratorThatIsDamaged() throws Exception {
    Path file = temp.resolve("g.pt");
    for (String name :
        List.of(
            "style.2.bias",
            "convs.1.noise.weight",
            "to_rgbs.0.conv.weight",
            "conv1.activate.bias")) {
      Map<String, TorchTensor> missing = GoldenGenerator.tensors();
      missing.remove(name);
      refuses(new Requests().generator(GoldenGenerator.write(file, missing)), "g.pt", name);

      Map<String, TorchTensor> infinite = GoldenGenerator.tensors();
      TorchTensor old = infinite.get(name);
      float[] values = new float[old.storage().elementCount()];
      values[values.length - 1] = Float.NaN;
      infinite.put(name, TorchTensor.of(old.shape(), values));
      refuses(
          new Requests().generator(GoldenGenerator.write(file, infinite)),
          "g.pt",
          name,
          "not finite");
    }
  }

  private void refuses(Requests request, String... parts) throws IOException {
    Path out = temp.resolve("refused");
    assertThatThrownBy(() -> BundleImporter.run(request.to(out), TaskContext.none()))
        .isInstanceOf(IOException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(parts).endsWith("."));
    assertThat(children(temp)).noneMatch(path -> path.toString().contains("refused"));
  }

  private Requests full() throws IOException {
    Path names = Files.writeString(temp.resolve("attributes.txt"), "Smiling\n\n Young\r\nBald");
    return new Requests()
        .encoder(encoder())
        .attributes(predictor(), names)
        .boundaries(boundaries());
  }

  private Path encoder() {
    Map<String, Object> tensors = resnet(STYLES * DIMENSION);
    tensors.put("mean_latent", TorchTensor.of(new long[] {1, DIMENSION}, new float[DIMENSION]));
    return TorchFileWriter.writeZip(
        temp.resolve("encoder.pt"), Map.of("state_dict", tensors, "epoch", 3));
  }

  private Path predictor() {
    return TorchFileWriter.writeZip(temp.resolve("predictor.pt"), Map.of("state_dict", resnet(6)));
  }

  private static Map<String, Object> resnet(int outputs) {
    return new ReferenceResNet(1, false, new int[] {1, 1, 1, 1}, new int[] {2, 2, 2, 2}, outputs)
        .checkpoint("");
  }

  /** One of them flat, one of length 5. */
  private Path boundaries() {
    float[] smiling = new float[DIMENSION];
    smiling[1] = 1;
    float[] age = new float[DIMENSION];
    age[0] = 3;
    age[2] = 4;
    Map<String, TorchTensor> boundaries = new LinkedHashMap<>();
    boundaries.put("31_Smiling", TorchTensor.of(new long[] {1, DIMENSION}, smiling));
    boundaries.put("Age", TorchTensor.of(new long[] {DIMENSION}, age));
    return TorchFileWriter.writeZip(temp.resolve("boundaries.pt"), boundaries);
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.toList();
    }
  }
}
