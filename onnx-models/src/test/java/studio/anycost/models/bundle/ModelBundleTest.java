package studio.anycost.models.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.TaskContext;

class ModelBundleTest {
  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"bundle", "bundle.zip"})
  void readsBackWhatWasWritten(String name) throws Exception {
    Path target = TestBundles.write(temp.resolve(name));

    try (ModelBundle bundle = ModelBundle.open(target)) {
      assertThat(bundle.manifest().withFiles(Map.of())).isEqualTo(TestBundles.manifest());
      for (Map.Entry<String, byte[]> file : TestBundles.files().entrySet()) {
        assertThat(bundle.read(file.getKey())).isEqualTo(file.getValue());
      }
      assertThat(bundle.modelCard()).contains("# Kärtchen\n");
      Map<String, float[]> noise = bundle.fixedNoise();
      assertThat(noise).containsOnlyKeys("noise_1", "noise_4");
      assertThat(noise.get("noise_1")).hasSize(64).containsOnly(0.5f);
      assertThat(noise.get("noise_4")).hasSize(256).containsOnly(-0.25f);
    }
    assertThat(Files.isDirectory(target)).isEqualTo(!name.endsWith(".zip"));
    assertThat(Files.list(temp)).containsExactly(target);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundle", "bundle.zip"})
  void opensNoFurtherThanItIsCancelled(String name) throws Exception {
    Path target = TestBundles.write(temp.resolve(name));
    CancellationSource cancellation = new CancellationSource();
    List<Double> reported = new ArrayList<>();

    assertThatThrownBy(
            () ->
                ModelBundle.open(
                    target,
                    TaskContext.of(
                        cancellation.token(),
                        (fraction, message) -> {
                          reported.add(fraction);
                          if (reported.size() == 2) {
                            cancellation.cancel();
                          }
                        })))
        .isInstanceOf(CancellationException.class);

    assertThat(reported).hasSize(2).isSorted();
    assertThat(reported).allMatch(fraction -> fraction >= 0 && fraction < 1);
  }

  @Test
  void describesTheGenerator() throws Exception {
    try (ModelBundle bundle = ModelBundle.open(TestBundles.write(temp.resolve("b")))) {
      assertThat(bundle.description().name()).isEqualTo("Test bundle");
      assertThat(bundle.description().channels()).isEqualTo(TestBundles.TABLE);
      assertThat(bundle.description().styleCount()).isEqualTo(6);
      assertThat(bundle.description().meanStyleArray())
          .containsExactly(0.1f, -0.2f, 1e-9f, 3.4e38f);
      assertThat(bundle.description().boundaries())
          .containsExactly(
              new Boundary("31_Smiling", new float[] {0, 1, 0, 0}, 2.5),
              new Boundary("Age", new float[] {.6f, 0, .8f, 0}, 0.125));
      assertThat(bundle.description().attributes()).containsExactly("Smiling", "Young");
      assertThat(bundle.stages())
          .extracting(StageEntry::resolution, StageEntry::firstStyle, StageEntry::lastStyle)
          .containsExactly(tuple(4, 0, 1), tuple(8, 1, 3), tuple(16, 3, 5));
    }
  }

  @Test
  void isIdentifiedByItsManifest() throws Exception {
    Path folder = TestBundles.write(temp.resolve("b"));
    Path zip = TestBundles.write(temp.resolve("b.zip"));
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(Files.readAllBytes(folder.resolve("manifest.json")));

    try (ModelBundle a = ModelBundle.open(folder);
        ModelBundle b = ModelBundle.open(zip)) {
      assertThat(a.identity()).isEqualTo(HexFormat.of().formatHex(digest));
      assertThat(b.identity()).isEqualTo(a.identity());
      assertThat(a.description().identity()).isEqualTo(a.identity());
    }
  }

  @Test
  void ignoresFieldsAndFilesThatItDoesNotKnow() throws Exception {
    String json =
        TestBundles.json().replace("\"licence\"", "\"colour\" : {\"deep\" : [1, {}]}, \"licence\"");
    Path folder = TestBundles.folder(temp.resolve("b"), json, TestBundles.files());
    Files.writeString(folder.resolve("notes.txt"), "mine");

    try (ModelBundle bundle = ModelBundle.open(folder)) {
      assertThat(bundle.manifest().licence()).isEqualTo("CC0-1.0");
      assertThatThrownBy(() -> bundle.read("notes.txt"))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("does not list 'notes.txt'");
    }
  }

  @Test
  void noticesAChangeAfterOpening() throws Exception {
    Path folder = TestBundles.write(temp.resolve("b"));

    try (ModelBundle bundle = ModelBundle.open(folder)) {
      Files.write(folder.resolve("mapping.onnx"), new byte[] {1});
      assertThatThrownBy(() -> bundle.read("mapping.onnx"))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("mapping.onnx has 1 bytes instead of the 5000");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundle", "bundle.zip"})
  void readsNothingOnceClosed(String name) throws Exception {
    ModelBundle bundle = ModelBundle.open(TestBundles.write(temp.resolve(name)));
    bundle.close();
    bundle.close();

    assertThatThrownBy(() -> bundle.read("mapping.onnx")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(bundle::fixedNoise).isInstanceOf(IllegalStateException.class);
    assertThat(bundle.description().styleDimension()).isEqualTo(4);
  }

  @Test
  void namesAMissingPath() {
    Path nothing = temp.resolve("nothing");

    assertThatThrownBy(() -> ModelBundle.open(nothing))
        .isInstanceOf(BundleException.class)
        .hasMessage("The bundle " + nothing + " cannot be used: there is no such file or folder.");
  }

  @Test
  void keepsWhatIsKnownOfSubGenerators() throws Exception {
    Consistency measured =
        new Consistency(
            Consistency.Origin.MEASURED,
            List.of(
                Consistency.Entry.measured(0.25, 8, 0.93),
                Consistency.Entry.measured(1, 16, 0),
                Consistency.Entry.measured(0.5, 16, Consistency.HIGHEST_DISTANCE)));
    Consistency stated =
        new Consistency(Consistency.Origin.STATED, List.of(Consistency.Entry.stated(0.5, 8)));
    Map<String, Optional<Consistency>> tables =
        Map.of(
            "measured", Optional.of(measured),
            "stated", Optional.of(stated),
            "nothing", Optional.empty());
    Path plain = TestBundles.write(temp.resolve("plain.zip"));
    for (Map.Entry<String, Optional<Consistency>> table : tables.entrySet()) {
      Path target = temp.resolve(table.getKey());
      try (ModelBundle good = ModelBundle.open(plain);
          BundleWriter writer = BundleWriter.to(target)) {
        writer.addAll(good);
        writer.finish(good.manifest().withConsistency(table.getValue()));
      }
      try (ModelBundle bundle = ModelBundle.open(target)) {
        assertThat(bundle.manifest().consistency()).isEqualTo(table.getValue());
      }
    }
    assertThat(Files.readString(temp.resolve("nothing/manifest.json")))
        .as("a bundle of which nothing is known is what it was before there were tables")
        .doesNotContain("consistency");
  }

  /** Projects name the model that they belong to; measuring it must not part them. */
  @Test
  void aTableOfConsistencyDoesNotChangeTheIdentity() throws Exception {
    Map<String, byte[]> files = TestBundles.files();
    String plain = TestBundles.json(files);
    List<String> same = new ArrayList<>();
    for (String table :
        List.of("{}", "[1, \"x\", {\"consistency\": 2}]", "\"text, \\\" \"", "1e5", "null")) {
      same.add(plain.replace("\"files\" :", "\"consistency\" : " + table + ",\n  \"files\" :"));
      same.add(
          plain.replace(
              "\"name\" : \"Test bundle\"",
              "\"consistency\":" + table + ", \"name\" : \"Test bundle\""));
      same.add(plain.replace("\"files\" :", "\"subGenerators\" : " + table + ", \"files\" :"));
    }
    String identity = Sha256.hex(plain.getBytes(StandardCharsets.UTF_8));
    assertThat(BundleIdentity.of(plain.getBytes(StandardCharsets.UTF_8))).isEqualTo(identity);
    for (String json : same) {
      assertThat(json).isNotEqualTo(plain);
      assertThat(BundleIdentity.of(json.getBytes(StandardCharsets.UTF_8)))
          .as(json)
          .isEqualTo(identity);
    }
    String nested =
        plain.replace("\"resolution\" : 16,", "\"consistency\" : 1, \"resolution\" : 16,");
    assertThat(nested).isNotEqualTo(plain);
    assertThat(BundleIdentity.of(nested.getBytes(StandardCharsets.UTF_8)))
        .as("only the manifest's own field is meant")
        .isNotEqualTo(identity);
    String other = plain.replace("CC0-1.0", "CC0-1.1");
    assertThat(BundleIdentity.of(other.getBytes(StandardCharsets.UTF_8))).isNotEqualTo(identity);
  }

  @Test
  void doesWithoutTheOptionalParts() throws Exception {
    Manifest full = TestBundles.manifest();
    List<StageEntry> silent =
        full.stages().stream()
            .map(stage -> StageEntry.of(stage.resolution(), stage.file(), List.of()))
            .toList();
    Manifest small =
        new Manifest(
            full.name(),
            "",
            "",
            full.generator(),
            full.meanStyle(),
            silent,
            full.mapping(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of());
    Path target = temp.resolve("small.zip");
    try (BundleWriter writer = BundleWriter.to(target)) {
      writer.add("mapping.onnx", new byte[1]);
      for (StageEntry stage : silent) {
        writer.add(stage.file(), stage.file().getBytes(StandardCharsets.UTF_8));
      }
      writer.finish(small);
    }

    try (ModelBundle bundle = ModelBundle.open(target)) {
      assertThat(bundle.description().boundaries()).isEmpty();
      assertThat(bundle.description().attributes()).isEmpty();
      assertThat(bundle.fixedNoise()).isEmpty();
      assertThat(bundle.modelCard()).isEmpty();
    }
  }
}
