package studio.anycost.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.Validation;
import studio.anycost.app.files.NewerFileException;
import studio.anycost.models.io.SafeTensors;

class BoundaryLibraryTest {
  private static final String IDENTITY = "ab".repeat(32);
  private static final GeneratorDescription BUNDLE = bundle(IDENTITY);

  @TempDir Path temp;
  private Path folder;
  private BoundaryLibrary library;

  @BeforeEach
  void open() {
    folder = temp.resolve("directions");
    library = new BoundaryLibrary(folder);
  }

  private static GeneratorDescription bundle(String identity) {
    return new GeneratorDescription(
        "model",
        identity,
        new ChannelTable(16, 1, 8),
        2,
        Collections.nCopies(2, 0f),
        List.of(new Boundary("31_Smiling", new float[] {1, 0}, 0.5)),
        List.of("31_Smiling"),
        true);
  }

  private static Boundary direction(String name, float x, float y) {
    return new Boundary(name, new float[] {x, y}, 0.25).foundBy("Test");
  }

  private List<String> names() {
    return library.complete(BUNDLE).boundaries().stream().map(Boundary::name).toList();
  }

  private Path file() {
    return folder.resolve(IDENTITY + ".safetensors");
  }

  @Test
  void knowsNothingAtFirstAndMakesNoFolder() throws IOException {
    assertThat(library.complete(BUNDLE)).isEqualTo(BUNDLE);
    assertThat(library.found(BUNDLE)).isEmpty();
    assertThat(folder).doesNotExist();
  }

  @Test
  void keepsWhatIsAddedBehindTheBundlesOwn() throws IOException {
    library.add(BUNDLE, List.of(direction("Hat", 0, 1), direction("Beard", 0.6f, 0.8f)));

    BoundaryLibrary later = new BoundaryLibrary(folder);
    GeneratorDescription description = later.complete(BUNDLE);
    assertThat(description.boundaries())
        .containsExactly(
            BUNDLE.boundaries().get(0), direction("Hat", 0, 1), direction("Beard", 0.6f, 0.8f));
    assertThat(description.identity()).isEqualTo(BUNDLE.identity());
    assertThat(description.attributes()).isEqualTo(BUNDLE.attributes());
    assertThat(description.hasEncoder()).isTrue();
    assertThat(later.found(BUNDLE)).hasSize(2);
    assertThat(later.complete(bundle("cd".repeat(32))).boundaries()).hasSize(1);
  }

  @Test
  void isTheLayoutOfBundles() throws IOException {
    library.add(BUNDLE, List.of(direction("Hat", 0, 1)));

    var tensors = SafeTensors.parse(Files.readAllBytes(file()), "file");
    assertThat(tensors.get("Hat").shape()).containsExactly(1, 2);
    assertThat(tensors.get("Hat").data()).containsExactly(0, 1);
    assertThat(tensors.get("Hat/standard_deviation").data()).containsExactly(0.25f);
  }

  @Test
  void keepsWhoFoundADirectionAndHowItDid() throws IOException {
    Boundary hat = direction("Hat", 0, 1).validated(new Validation(11 / 12.0, 12));

    List<Boundary> added = library.add(BUNDLE, List.of(hat.named("Smiling")));

    assertThat(new BoundaryLibrary(folder).found(BUNDLE))
        .containsExactly(hat.named("Smiling 2"))
        .isEqualTo(added);
  }

  @Test
  void readsWhatWasKeptBeforeAndTakesNoNonsense() throws IOException {
    library.add(BUNDLE, List.of(direction("Hat", 0, 1)));
    var tensors = SafeTensors.parse(Files.readAllBytes(file()), "file");
    Files.write(file(), SafeTensors.toBytes(tensors));
    assertThat(library.found(BUNDLE))
        .containsExactly(direction("Hat", 0, 1).foundBy("an earlier search"));

    Files.write(
        file(), SafeTensors.toBytes(tensors, Map.of("Hat/validation", "7 0", "Hat/finder", "  ")));
    assertThat(library.found(BUNDLE))
        .containsExactly(direction("Hat", 0, 1).foundBy("an earlier search"));
  }

  @Test
  void keepsDirectionsWithARowForEveryStyle() throws IOException {
    int styles = BUNDLE.styleCount();
    float[] rows = new float[2 * styles];
    rows[0] = 0.5f;
    rows[3] = -1;
    Boundary hair = Boundary.perStyle("Hair", rows, styles, 0.25).foundBy("Test");

    library.add(BUNDLE, List.of(hair, direction("Hat", 0, 1)));

    BoundaryLibrary later = new BoundaryLibrary(folder);
    assertThat(later.found(BUNDLE)).containsExactly(hair, direction("Hat", 0, 1));
    var tensors = SafeTensors.parse(Files.readAllBytes(file()), "file");
    assertThat(tensors.get("Hair").shape()).containsExactly(styles, 2);
  }

  @Test
  void whatTheBundleHasSinceThenIsThereOnce() throws IOException {
    GeneratorDescription without =
        new GeneratorDescription(
            "model",
            IDENTITY,
            BUNDLE.channels(),
            2,
            BUNDLE.meanStyle(),
            List.of(),
            List.of(),
            false);
    library.add(without, List.of(direction("Smiling", 0, 1), direction("Hat", 0, 1)));

    assertThat(names()).containsExactly("31_Smiling", "Hat");
  }

  @Test
  void findingTheSameAgainTakesThePlaceOfTheFirst() throws IOException {
    library.add(BUNDLE, List.of(direction("Hat", 0, 1), direction("Beard", 0, 1)));
    library.add(BUNDLE, List.of(direction("Hat", 1, 0)));

    assertThat(library.found(BUNDLE))
        .containsExactly(direction("Hat", 1, 0), direction("Beard", 0, 1));
  }

  @Test
  void neverTakesTheNameOfAnother() throws IOException {
    library.add(
        BUNDLE,
        List.of(
            direction("31_Smiling", 0, 1),
            direction("smiling", 0, 1),
            direction("Hat", 0, 1),
            direction("7_hat", 0, 1),
            direction("a/b", 0, 1)));
    List<String> first = names();

    assertThat(first)
        .containsExactly("31_Smiling", "31_Smiling 2", "smiling 3", "Hat", "7_hat 2", "a_b");
    library.add(BUNDLE, List.of(direction("31_Smiling", 1, 0)));
    assertThat(names()).isEqualTo(first);
    assertThat(library.found(BUNDLE).get(0)).isEqualTo(direction("31_Smiling 2", 1, 0));
  }

  @Test
  void forgetsOneByName() throws IOException {
    library.add(BUNDLE, List.of(direction("Hat", 0, 1), direction("Beard", 0, 1)));
    long before = library.revision();

    library.remove(BUNDLE, "Hat");
    library.remove(BUNDLE, "31_Smiling");

    assertThat(names()).containsExactly("31_Smiling", "Beard");
    assertThat(library.revision()).isNotEqualTo(before);
  }

  @Test
  void keepsAnyDeviation() throws IOException {
    library.add(
        BUNDLE,
        List.of(
            new Boundary("small", new float[] {0, 1}, 1e-300),
            new Boundary("large", new float[] {0, 1}, 1e300)));

    assertThat(new BoundaryLibrary(folder).found(BUNDLE)).hasSize(2);
  }

  @Test
  void doesWithoutAFileThatCannotBeUsedAndDoesNotReplaceIt() throws IOException {
    Files.createDirectories(folder);
    for (byte[] bytes :
        List.of(
            new byte[] {1, 2, 3},
            SafeTensors.toBytes(
                Map.of("a", new SafeTensors.Tensor(new int[] {2}, new float[] {0, 1}))),
            tensors(new float[] {0, 2}, 1),
            tensors(new float[] {0, Float.NaN}, 1),
            tensors(new float[] {1}, 1),
            tensors(new float[] {0, 1}, -1))) {
      Files.write(file(), bytes);

      assertThat(library.complete(BUNDLE)).isEqualTo(BUNDLE);
      assertThat(library.problem(BUNDLE).orElseThrow()).contains(file().toString());
      assertThatThrownBy(() -> library.add(BUNDLE, List.of(direction("Hat", 0, 1))))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(file().toString())
          .hasMessageContaining("move the file away");
      assertThat(Files.readAllBytes(file())).isEqualTo(bytes);
    }
  }

  @Test
  void theFileOfANewerStudioStaysAsItIsAndIsTold() throws IOException {
    library.add(BUNDLE, List.of(direction("Hat", 0, 1)));
    var tensors = SafeTensors.parse(Files.readAllBytes(file()), "file");
    byte[] newer = SafeTensors.toBytes(tensors, Map.of("Hat/finder", "Test", "Hat/colour", "red"));
    Files.write(file(), newer);

    assertThat(library.complete(BUNDLE)).isEqualTo(BUNDLE);
    assertThat(library.problem(BUNDLE).orElseThrow())
        .contains(file().toString(), "\u201cHat/colour\u201d", "newer");
    assertThatThrownBy(() -> library.add(BUNDLE, List.of(direction("Cap", 1, 0))))
        .isInstanceOf(NewerFileException.class);
    assertThatThrownBy(() -> library.remove(BUNDLE, "Hat")).isInstanceOf(NewerFileException.class);
    assertThat(Files.readAllBytes(file())).isEqualTo(newer);
  }

  private static byte[] tensors(float[] normal, float deviation) {
    return SafeTensors.toBytes(
        Map.of(
            "a",
            new SafeTensors.Tensor(new int[] {1, normal.length}, normal),
            "a/standard_deviation",
            new SafeTensors.Tensor(new int[] {1}, new float[] {deviation})));
  }

  @Test
  void keepsABoundedNumber() throws IOException {
    List<Boundary> many = new ArrayList<>();
    for (int i = 0; i < BoundaryLibrary.MOST; i++) {
      many.add(direction("d" + i, 0, 1));
    }
    library.add(BUNDLE, many);

    assertThatThrownBy(() -> library.add(BUNDLE, List.of(direction("one more", 0, 1))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("256");
    assertThat(library.found(BUNDLE)).hasSize(BoundaryLibrary.MOST);
  }
}
