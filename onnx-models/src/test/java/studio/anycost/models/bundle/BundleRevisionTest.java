package studio.anycost.models.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.SliderQuality;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.TaskContext;

class BundleRevisionTest {
  private static final float[] HAIR = {1, 0, 0, 0, 0, 0.5f, 0, 0};

  @TempDir Path temp;

  private static Boundary hair(ModelBundle bundle) {
    int styles = bundle.description().styleCount();
    float[] rows = new float[styles * TestBundles.STYLE_DIMENSION];
    System.arraycopy(HAIR, 0, rows, 0, HAIR.length);
    return Boundary.perStyle("Hair", rows, styles, 0.25);
  }

  private static void addHair(Path from, Path to) throws IOException {
    try (ModelBundle bundle = ModelBundle.open(from)) {
      List<Boundary> all = new ArrayList<>(bundle.description().boundaries());
      all.add(hair(bundle));
      new BundleRevision(bundle)
          .boundaries(all)
          .note("Boundary Hair.")
          .write(to, true, TaskContext.none());
    }
  }

  @ParameterizedTest
  @CsvSource({"a, a", "a.zip, a.zip", "a, b.zip", "a.zip, b"})
  void changesPartsAndKeepsTheIdentityOfTheGenerator(String from, String to) throws Exception {
    Path source = TestBundles.write(temp.resolve(from));
    String identity;
    List<Boundary> old;
    try (ModelBundle bundle = ModelBundle.open(source)) {
      identity = bundle.identity();
      old = bundle.description().boundaries();
    }

    addHair(source, temp.resolve(to));

    try (ModelBundle bundle = ModelBundle.open(temp.resolve(to))) {
      assertThat(bundle.description().boundaries())
          .startsWith(old.toArray(Boundary[]::new))
          .hasSize(old.size() + 1)
          .endsWith(hair(bundle));
      assertThat(bundle.description().identity()).isEqualTo(identity);
      assertThat(bundle.identity()).isNotEqualTo(identity);
      assertThat(bundle.modelCard().orElseThrow())
          .startsWith("# Kärtchen\n")
          .endsWith("## Changed later\n\n- Boundary Hair.\n");
    }
    if (!from.equals(to)) {
      try (ModelBundle bundle = ModelBundle.open(source)) {
        assertThat(bundle.identity()).isEqualTo(identity);
      }
    }
    assertThat(children(temp)).noneMatch(path -> path.getFileName().toString().startsWith("."));
  }

  @Test
  void keepsTheFirstIdentityThroughManyChanges() throws Exception {
    Path place = TestBundles.write(temp.resolve("a"));
    String identity;
    try (ModelBundle bundle = ModelBundle.open(place)) {
      identity = bundle.identity();
    }
    addHair(place, place);
    try (ModelBundle bundle = ModelBundle.open(place)) {
      new BundleRevision(bundle)
          .name("Other")
          .encoder(new byte[] {9})
          .write(place, true, TaskContext.none());
    }
    try (ModelBundle bundle = ModelBundle.open(place)) {
      assertThat(bundle.description().identity()).isEqualTo(identity);
      assertThat(bundle.description().name()).isEqualTo("Other");
      assertThat(bundle.read("encoder.onnx")).containsExactly(9);
    }
  }

  @Test
  void whatWasMeasuredOfSlidersMakesNoOtherModelOfIt() throws Exception {
    Path place = TestBundles.write(temp.resolve("a"));
    SliderQuality good =
        new SliderQuality(
            200, OptionalDouble.of(0.93), List.of(new SliderQuality.SideEffect("Young", 0.1)));
    SliderQuality unknown =
        new SliderQuality(
            3, OptionalDouble.empty(), List.of(new SliderQuality.SideEffect("Smiling", 0)));
    String identity;
    try (ModelBundle bundle = ModelBundle.open(place)) {
      identity = bundle.identity();
      new BundleRevision(bundle)
          .consistency(
              new Consistency(Consistency.Origin.STATED, List.of(Consistency.Entry.stated(1, 16))))
          .sliders(Map.of("31_Smiling", good, "Age", unknown))
          .write(place, true, TaskContext.none());
    }
    try (ModelBundle bundle = ModelBundle.open(place)) {
      assertThat(bundle.identity()).isEqualTo(identity);
      assertThat(bundle.description().boundaries())
          .extracting(Boundary::quality)
          .containsExactly(Optional.of(good), Optional.of(unknown));
    }

    addHair(place, place);

    try (ModelBundle bundle = ModelBundle.open(place)) {
      assertThat(bundle.description().boundaries())
          .extracting(Boundary::quality)
          .containsExactly(Optional.of(good), Optional.of(unknown), Optional.empty());
      new BundleRevision(bundle)
          .attributes(new byte[] {1}, List.of("Bald"))
          .write(place, true, TaskContext.none());
    }
    try (ModelBundle bundle = ModelBundle.open(place)) {
      assertThat(bundle.manifest().sliders()).isEmpty();
    }
  }

  @Test
  void subGeneratorsAreKeptAndMakeNoOtherModelOfIt() throws Exception {
    Path place = TestBundles.write(temp.resolve("a.zip"));
    KeptSubGenerator quarter =
        new KeptSubGenerator(
            new Candidate(TestBundles.TABLE.subGenerator(0.25, 8), 0.1 + 0.2),
            OptionalDouble.of(0.07));
    KeptSubGenerator half =
        new KeptSubGenerator(
            new Candidate(TestBundles.TABLE.subGenerator(0.5, 16), 0), OptionalDouble.empty());
    String identity;
    try (ModelBundle bundle = ModelBundle.open(place)) {
      assertThat(bundle.path()).contains(place);
      assertThat(bundle.manifest().subGenerators()).isEmpty();
      identity = bundle.identity();
      new BundleRevision(bundle)
          .subGenerators(List.of(quarter, half))
          .write(place, true, TaskContext.none());
    }
    addHair(place, place);

    try (ModelBundle bundle = ModelBundle.open(place)) {
      assertThat(bundle.manifest().subGenerators()).containsExactly(quarter, half);
      assertThat(bundle.description().identity()).isEqualTo(identity);
      new BundleRevision(bundle).subGenerators(List.of()).write(place, true, TaskContext.none());
    }
    try (ModelBundle bundle = ModelBundle.open(place)) {
      assertThat(bundle.manifest().subGenerators()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"b", "b.zip"})
  void packsAndUnpacksWithoutAChange(String to) throws Exception {
    Path source = TestBundles.write(temp.resolve("a"));
    // A field of a newer version must not get lost.
    String manifest = Files.readString(source.resolve("manifest.json"));
    Files.writeString(
        source.resolve("manifest.json"), manifest.replaceFirst("\\{", "{ \"later\": 1,"));
    try (ModelBundle bundle = ModelBundle.open(source)) {
      new BundleRevision(bundle).write(temp.resolve(to), false, TaskContext.none());
      try (ModelBundle copy = ModelBundle.open(temp.resolve(to))) {
        assertThat(copy.identity()).isEqualTo(bundle.identity());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a.zip"})
  void losesNothingIfThePartsDoNotFitOrIfItIsCancelled(String name) throws Exception {
    Path place = TestBundles.write(temp.resolve(name));
    Map<Path, String> before = content();
    try (ModelBundle bundle = ModelBundle.open(place)) {
      Boundary wrong = new Boundary("Wrong", new float[] {1, 0}, 1);
      assertThatThrownBy(
              () ->
                  new BundleRevision(bundle)
                      .boundaries(List.of(wrong))
                      .write(place, true, TaskContext.none()))
          .isInstanceOf(BundleException.class);
    }
    CancellationSource cancel = new CancellationSource();
    cancel.cancel();
    try (ModelBundle bundle = ModelBundle.open(place)) {
      assertThatThrownBy(
              () ->
                  new BundleRevision(bundle)
                      .name("Other")
                      .write(
                          place, true, TaskContext.of(cancel.token(), (fraction, message) -> {})))
          .isInstanceOf(CancellationException.class);
    }
    assertThat(content()).isEqualTo(before);
  }

  @Test
  void refusesAnOriginThatIsAnotherGenerators() throws Exception {
    Path place = TestBundles.write(temp.resolve("a"));
    addHair(place, place);
    // Another mapping under the identity of the first.
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ModelBundle bundle = ModelBundle.open(place)) {
      for (String file : bundle.manifest().files().keySet()) {
        files.put(file, bundle.read(file));
      }
      files.put("mapping.onnx", new byte[6000]);
      Path forged = temp.resolve("forged");
      assertThatThrownBy(
              () -> {
                try (BundleWriter writer = BundleWriter.to(forged)) {
                  for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    writer.add(file.getKey(), file.getValue());
                  }
                  writer.finish(bundle.manifest());
                }
              })
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("origin.json belongs to another generator");
    }
  }

  private Map<Path, String> content() throws IOException {
    Map<Path, String> result = new LinkedHashMap<>();
    for (Path file : children(temp)) {
      if (Files.isRegularFile(file)) {
        result.put(file, Sha256.hex(Files.readAllBytes(file)));
      }
    }
    return result;
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.sorted().toList();
    }
  }
}
