package studio.anycost.export.arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import studio.anycost.models.io.SafeTensors;

class ArrayFileTest {
  private static final float[] VALUES = {1, -2, 0.5f, 4};

  @TempDir Path folder;

  private static TorchTensor tensor(ElementType type) {
    return TorchTensor.of(type, new long[] {1, 4}, VALUES);
  }

  /** Names and values of all arrays. */
  private static Map<String, float[]> read(Path file) throws Exception {
    Map<String, float[]> result = new LinkedHashMap<>();
    try (ArrayFile arrays = ArrayFile.open(file)) {
      for (NamedArray array : arrays.arrays()) {
        assertThat(array.shape()).containsExactly(1, 4);
        result.put(array.name(), array.read());
      }
    }
    return result;
  }

  private static void assertHolds(Path file, String... names) throws Exception {
    Map<String, float[]> found = read(file);
    assertThat(found.keySet()).containsExactly(names);
    assertThat(found.values()).allSatisfy(values -> assertThat(values).isEqualTo(VALUES));
  }

  @Test
  void readsAnArrayAloneUnderTheNameOfItsFile() throws Exception {
    Path npy = folder.resolve("smile.v2.npy");
    Npy.write(npy, new NpyArray(new int[] {1, 4}, VALUES));
    assertHolds(npy, "smile.v2");

    for (ElementType type :
        List.of(ElementType.FLOAT16, ElementType.FLOAT32, ElementType.FLOAT64)) {
      assertHolds(TorchFileWriter.writeZip(folder.resolve("age.pt"), tensor(type)), "age");
    }
    assertHolds(
        TorchFileWriter.writeLegacy(folder.resolve("old.pth"), tensor(ElementType.FLOAT32)), "old");
  }

  @Test
  void namesArraysOfListsAndDictionaries() throws Exception {
    TorchTensor one = tensor(ElementType.FLOAT32);
    assertHolds(
        TorchFileWriter.writeZip(folder.resolve("list.pt"), List.of(one, one)), "list-1", "list-2");
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("boundary", one);
    inner.put("bias", 0.5);
    inner.put("more", new Object[] {one, one});
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("young", one);
    root.put("glasses", inner);
    assertHolds(
        TorchFileWriter.writeZip(folder.resolve("dict.pt"), root),
        "young",
        "glasses.boundary",
        "glasses.more-1",
        "glasses.more-2");
  }

  @Test
  void readsNpzAndSafeTensorsByTheirContentWhateverTheirName() throws Exception {
    Path npz = folder.resolve("latents.bin");
    try (OutputStream out = Files.newOutputStream(npz);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : List.of("w.npy", "z.npy")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(Npy.toBytes(new NpyArray(new int[] {1, 4}, VALUES)));
        zip.closeEntry();
      }
    }
    assertHolds(npz, "w", "z");

    Path safe = folder.resolve("tensors.data");
    Map<String, SafeTensors.Tensor> tensors = new LinkedHashMap<>();
    tensors.put("b", new SafeTensors.Tensor(new int[] {1, 4}, VALUES));
    tensors.put("a", new SafeTensors.Tensor(new int[] {1, 4}, VALUES));
    Files.write(safe, SafeTensors.toBytes(tensors));
    assertHolds(safe, "b", "a");
  }

  @Test
  void leavesWholeNumbersOutAndSaysSo() throws Exception {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("step", TorchTensor.of(ElementType.INT64, new long[] {1}, 7));
    Path file = folder.resolve("mixed.pt");
    TorchFileWriter.writeZip(file, root);
    assertThatThrownBy(() -> ArrayFile.open(file))
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining("no array of floating-point numbers")
        .hasMessageContaining("int64");

    root.put("w", tensor(ElementType.FLOAT32));
    TorchFileWriter.writeZip(file, root);
    try (ArrayFile arrays = ArrayFile.open(file)) {
      assertThat(arrays.arrays()).hasSize(1);
      assertThat(arrays.skipped()).containsOnlyKeys("step");
    }
  }

  @Test
  void refusesWhatHoldsNoArraysWithASentenceThatNamesTheFile() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.npy"));
    Path text = Files.writeString(folder.resolve("text.npy"), "version https://example.org");
    Path nothing = TorchFileWriter.writeZip(folder.resolve("n.pt"), Map.of("epoch", 3));
    for (Path file : List.of(empty, text, nothing, folder, folder.resolve("missing.npy"))) {
      assertThatThrownBy(() -> ArrayFile.open(file))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(file + ": ")
          .hasMessageEndingWith(".");
    }
  }

  @Test
  void closesTheFileWithItself() throws Exception {
    Path file = TorchFileWriter.writeZip(folder.resolve("a.pt"), tensor(ElementType.FLOAT32));
    ArrayFile arrays = ArrayFile.open(file);
    arrays.close();
    assertThatThrownBy(() -> arrays.arrays().get(0).read()).hasMessageContaining("closed");
  }
}
