package studio.anycost.export.boundaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.export.checkpoint.ElementType;
import studio.anycost.export.checkpoint.TorchFileWriter;
import studio.anycost.export.checkpoint.TorchTensor;
import studio.anycost.models.io.Npy;
import studio.anycost.models.io.NpyArray;

class BoundaryReaderTest {
  private static final int DIMENSION = 6;
  private static final int STYLES = 4;

  @TempDir Path folder;

  private Path npy(String name, int[] shape, float... data) throws IOException {
    Path file = folder.resolve(name);
    Npy.write(file, new NpyArray(shape, data));
    return file;
  }

  private Path torch(String name, Object root) {
    return TorchFileWriter.writeZip(folder.resolve(name), root);
  }

  /** Unit vectors along some axes, one after the other, each of this length. */
  private static float[] axes(float length, int... axes) {
    float[] data = new float[axes.length * DIMENSION];
    for (int i = 0; i < axes.length; i++) {
      data[i * DIMENSION + axes[i]] = length;
    }
    return data;
  }

  private static TorchTensor axis(int axis) {
    return TorchTensor.of(new long[] {1, DIMENSION}, axes(2, axis));
  }

  private static Directions read(Path... paths) throws IOException {
    return BoundaryReader.read(BoundarySource.of(List.of(paths)), DIMENSION, STYLES);
  }

  private static Directions read(Path file, ArrayLayout layout, int most) throws IOException {
    return BoundaryReader.read(new BoundarySource(List.of(file), layout, most), DIMENSION, STYLES);
  }

  private static List<String> names(Directions found) {
    return found.directions().stream().map(Direction::name).toList();
  }

  private static void assertAxes(Directions found, int... axes) {
    assertThat(found.directions()).hasSize(axes.length);
    for (int i = 0; i < axes.length; i++) {
      assertThat(found.directions().get(i).rows()).isEqualTo(1);
      assertThat(found.directions().get(i).values()).containsExactly(axes(1, axes[i]));
    }
  }

  @Test
  void readsOneDirectionOfAnyShapeUnderTheNameOfItsFile() throws Exception {
    for (int[] shape :
        List.of(
            new int[] {DIMENSION},
            new int[] {1, DIMENSION},
            new int[] {DIMENSION, 1},
            new int[] {1, 1, DIMENSION})) {
      Directions found = read(npy("smile.npy", shape, axes(3, 2)));
      assertThat(names(found)).containsExactly("smile");
      assertAxes(found, 2);
      assertThat(found.notices()).isEmpty();
    }
    for (ElementType type :
        List.of(ElementType.FLOAT16, ElementType.FLOAT32, ElementType.FLOAT64)) {
      Directions found =
          read(torch("age.pt", TorchTensor.of(type, new long[] {1, DIMENSION}, axes(2, 5))));
      assertThat(names(found)).containsExactly("age");
      assertAxes(found, 5);
    }
  }

  @Test
  void readsRowsForEveryStyleAndOneNormalWhereTheyAreEqual() throws Exception {
    float[] rows = axes(2, 0, 1, 2, 3);
    rows[3] = 1; // the first row becomes the longest
    for (int[] shape : List.of(new int[] {STYLES, DIMENSION}, new int[] {1, STYLES, DIMENSION})) {
      Direction direction = read(npy("hair.npy", shape, rows)).directions().get(0);
      assertThat(direction.rows()).isEqualTo(STYLES);
      float longest = (float) Math.sqrt(5);
      for (int i = 0; i < rows.length; i++) {
        assertThat(direction.values()[i]).isCloseTo(rows[i] / longest, within(1e-6f));
      }
      assertAxes(read(npy("hair.npy", shape, axes(0.5f, 3, 3, 3, 3))), 3);
    }
    Directions several =
        read(npy("two.npy", new int[] {2, STYLES, DIMENSION}, axes(1, 0, 1, 2, 3, 5, 5, 5, 5)));
    assertThat(names(several)).containsExactly("two 1", "two 2");
    assertThat(several.directions().get(0).rows()).isEqualTo(STYLES);
    assertThat(several.directions().get(1).rows()).isEqualTo(1);
  }

  @Test
  void readsRowsForTheStylesOfAnotherGeneratorIfTheyAreEqual() throws Exception {
    for (int[] shape : List.of(new int[] {3, DIMENSION}, new int[] {1, 3, DIMENSION})) {
      Directions found = read(npy("age.npy", shape, axes(2, 1, 1, 1)));
      assertThat(names(found)).containsExactly("age");
      assertAxes(found, 1);
    }
    assertThatThrownBy(() -> read(npy("hair.npy", new int[] {1, 3, DIMENSION}, axes(2, 1, 1, 0))))
        .hasMessageContaining("each of 3 styles; codes of this generator have 4");
    assertThat(read(npy("m.npy", new int[] {3, DIMENSION}, axes(2, 1, 1, 0))).directions())
        .hasSize(3);
  }

  @Test
  void anOptionDecidesWhatAMatrixWithARowForEveryStyleIs() throws Exception {
    Path file = npy("m.npy", new int[] {STYLES, DIMENSION}, axes(1, 0, 1, 2, 3));

    assertThat(read(file).directions()).hasSize(1);
    assertThat(read(file, ArrayLayout.LAYERS, 20).directions()).hasSize(1);
    Directions rows = read(file, ArrayLayout.ROWS, 20);
    assertAxes(rows, 0, 1, 2, 3);
    assertThat(names(rows)).containsExactly("m 1", "m 2", "m 3", "m 4");
    // The middle axis says that each of them is one style.
    assertAxes(
        read(npy("k.npy", new int[] {STYLES, 1, DIMENSION}, axes(1, 0, 1, 2, 3))), 0, 1, 2, 3);
    Path square = npy("s.npy", new int[] {DIMENSION, DIMENSION}, axes(1, 1, 0, 2, 3, 5, 4));
    assertAxes(read(square), 1, 0, 2, 3, 5, 4);
    // The columns of the same matrix.
    assertAxes(read(square, ArrayLayout.COLUMNS, 20), 1, 0, 2, 3, 5, 4);
    assertThatThrownBy(() -> read(square, ArrayLayout.LAYERS, 20)).hasMessageContaining("[6, 6]");
  }

  @Test
  void namesEntriesOfDictionariesAndListsAndOfWhatIsInThem() throws Exception {
    assertThat(names(read(torch("list.pt", List.of(axis(0), axis(1))))))
        .containsExactly("list-1", "list-2");
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("31_Smiling", axis(0));
    plain.put("Age", TorchTensor.of(new long[] {DIMENSION}, axes(4, 1)));
    plain.put("epoch", 3);
    plain.put("step", TorchTensor.of(ElementType.INT64, new long[] {1}, 7));
    plain.put("mean", axis(5));
    Directions found = read(torch("dict.pt", plain));
    assertThat(names(found)).containsExactly("31_Smiling", "Age");
    assertAxes(found, 0, 1);
    assertThat(found.notices()).singleElement().asString().contains("left out", "'step'");

    Map<String, Object> one = new LinkedHashMap<>();
    one.put("boundary", axis(2));
    one.put("intercept", TorchTensor.of(new long[] {1}, 0.5f));
    assertThat(names(read(torch("young.pt", one)))).containsExactly("young");
    Map<String, Object> nested = new LinkedHashMap<>();
    nested.put("glasses", one);
    nested.put("beard", one);
    assertThat(names(read(torch("all.pt", nested)))).containsExactly("glasses", "beard");
  }

  @Test
  void readsSeveralArraysOfAnNpz() throws Exception {
    Path file = folder.resolve("b.npz");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int axis : new int[] {0, 3}) {
        zip.putNextEntry(new ZipEntry("axis" + axis + ".npy"));
        zip.write(Npy.toBytes(new NpyArray(new int[] {1, DIMENSION}, axes(1, axis))));
        zip.closeEntry();
      }
    }
    Directions found = read(file);
    assertThat(names(found)).containsExactly("axis0", "axis3");
    assertAxes(found, 0, 3);

    // As numpy.savez names arrays without a name.
    Path unnamed = folder.resolve("young.npz");
    for (int count = 1; count <= 2; count++) {
      try (OutputStream out = Files.newOutputStream(unnamed);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        for (int i = 0; i < count; i++) {
          zip.putNextEntry(new ZipEntry("arr_" + i + ".npy"));
          zip.write(Npy.toBytes(new NpyArray(new int[] {DIMENSION}, axes(1, i))));
          zip.closeEntry();
        }
      }
      assertThat(names(read(unnamed)))
          .isEqualTo(count == 1 ? List.of("young") : List.of("young-1", "young-2"));
    }
  }

  @Test
  void takesTheColumnsOfFactorsAndTheRowsOfComponents() throws Exception {
    // Columns: 2 e3, 2 e0, 2 e1 and so on.
    float[] columns = new float[DIMENSION * DIMENSION];
    int[] order = {3, 0, 1, 2, 5, 4};
    for (int column = 0; column < DIMENSION; column++) {
      columns[order[column] * DIMENSION + column] = 2;
    }
    Map<String, Object> factors = new LinkedHashMap<>();
    factors.put("ckpt", "some.pt");
    factors.put("eigvec", TorchTensor.of(new long[] {DIMENSION, DIMENSION}, columns));
    Directions found = read(torch("sefa.pt", factors), ArrayLayout.AUTO, 3);
    assertThat(names(found)).containsExactly("factor 1", "factor 2", "factor 3");
    assertAxes(found, 3, 0, 1);
    assertThat(found.notices())
        .singleElement()
        .asString()
        .contains("sefa.pt", "first 3 of 6 directions");

    Map<String, Object> components = new LinkedHashMap<>();
    components.put("mean", axis(5));
    components.put("comp", TorchTensor.of(new long[] {STYLES, DIMENSION}, axes(1, 3, 1, 0, 2)));
    components.put("std", TorchTensor.of(new long[] {STYLES}, 1, 1, 1, 1));
    Directions rows = read(torch("pca.pt", components));
    assertThat(names(rows))
        .containsExactly("component 1", "component 2", "component 3", "component 4");
    assertAxes(rows, 3, 1, 0, 2);
  }

  @Test
  void readsWholeFoldersAndSaysWhatItLeavesOut() throws Exception {
    npy("b.npy", new int[] {1, DIMENSION}, axes(1, 1));
    npy("a.npy", new int[] {1, DIMENSION}, axes(1, 0));
    npy("other.npy", new int[] {1, DIMENSION + 1}, new float[DIMENSION + 1]);
    torch("c.pt", axis(2));
    Files.writeString(folder.resolve("README.txt"), "about these files");

    Directions found = read(folder);

    assertThat(names(found)).containsExactly("a", "b", "c");
    assertAxes(found, 0, 1, 2);
    assertThat(found.notices()).hasSize(2).allMatch(notice -> notice.startsWith("Left out: "));
    assertThat(found.notices().get(0)).contains("README.txt");
    assertThat(found.notices().get(1)).contains("other.npy").contains("[1, 7]");
  }

  @Test
  void makesNamesFitAndTellsEqualOnesApart() throws Exception {
    Map<String, Object> odd = new LinkedHashMap<>();
    odd.put(" ", axis(0));
    odd.put("__metadata__", axis(1));
    odd.put("a\u001b[2J", axis(2));
    odd.put("x".repeat(500), axis(3));
    List<String> names = names(read(torch("odd.pt", odd)));
    assertThat(names).startsWith("boundary", "odd boundary", "a [2J").doesNotHaveDuplicates();
    assertThat(names).allMatch(name -> name.length() <= 200);

    Path one = npy("same.npy", new int[] {DIMENSION}, axes(1, 0));
    Path two = torch("two.pt", Map.of("same", axis(1)));
    assertThat(names(read(one, two, one))).containsExactly("same", "two same", "same same");
  }

  @Test
  void refusesWhatIsNoBoundaryWithASentenceThatNamesTheFile() throws Exception {
    float[] broken = axes(1, 0);
    broken[3] = Float.NaN;
    Map<String, Object> checkpoint = new LinkedHashMap<>();
    for (int layer = 0; layer < 9; layer++) {
      checkpoint.put(layer + ".weight", TorchTensor.of(new long[] {3, 3}, new float[9]));
      checkpoint.put(layer + ".bias", TorchTensor.of(new long[] {3}, new float[3]));
    }
    checkpoint.put("style.bias.x", axis(0));
    Map<Path, String> wrong = new LinkedHashMap<>();
    wrong.put(npy("zero.npy", new int[] {DIMENSION}, new float[DIMENSION]), "it is 0");
    wrong.put(npy("nan.npy", new int[] {DIMENSION}, broken), "not finite");
    wrong.put(npy("long.npy", new int[] {1, 8}, new float[8]), "[1, 8]");
    wrong.put(npy("number.npy", new int[] {}, 1), "[]");
    wrong.put(torch("model.pt", checkpoint), "another kind of file");
    wrong.put(folder.resolve("missing.npy"), "no such file");
    wrong.put(Files.createDirectory(folder.resolve("empty")), "no file in the folder");
    for (Map.Entry<Path, String> each : wrong.entrySet()) {
      assertThatThrownBy(() -> read(each.getKey()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(each.getKey().toString())
          .hasMessageContaining(each.getValue())
          .hasMessageEndingWith(".");
    }
  }
}
