package studio.anycost.export.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.task.TaskContext;
import studio.anycost.export.boundaries.BoundarySource;
import studio.anycost.export.checkpoint.TorchFileWriter;
import studio.anycost.export.checkpoint.TorchTensor;
import studio.anycost.export.resnet.ReferenceResNet;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.graph.GraphSummary;
import studio.anycost.models.graph.WeightStorage;
import studio.anycost.models.io.Npy;
import studio.anycost.models.io.NpyArray;

class BundleEditorTest {
  private static final int DIMENSION = 32;
  private static final int STYLES = 8;

  @TempDir Path temp;

  private Path array(String name, int[] shape, float... values) throws Exception {
    Path file = temp.resolve(name);
    Npy.write(file, new NpyArray(shape, values));
    return file;
  }

  private static float[] axis(int axis, float length) {
    float[] values = new float[DIMENSION];
    values[axis] = length;
    return values;
  }

  private static Path imported(Path place, WeightStorage storage, Path... boundaries)
      throws Exception {
    BundleImporter.run(
        new Requests()
            .storage(storage)
            .boundaries(BoundarySource.of(List.of(boundaries)))
            .to(place),
        TaskContext.none());
    return place;
  }

  private static void add(Path from, Path to, boolean replace, Path... files) throws Exception {
    try (ModelBundle bundle = ModelBundle.open(from)) {
      BundleEditor editor = new BundleEditor(bundle);
      editor.addBoundaries(BoundarySource.of(List.of(files)), replace, TaskContext.none());
      editor.write(to, true, TaskContext.none());
    }
  }

  private static List<Boundary> boundaries(Path bundle) throws Exception {
    try (ModelBundle open = ModelBundle.open(bundle)) {
      return open.description().boundaries();
    }
  }

  @ParameterizedTest
  @EnumSource(WeightStorage.class)
  void measuresAlongNewBoundariesAsAnImportDoes(WeightStorage storage) throws Exception {
    Path smile = array("smile.npy", new int[] {1, DIMENSION}, axis(3, 2));
    float[] rows = new float[STYLES * DIMENSION];
    for (int style = 0; style < STYLES; style++) {
      rows[style * DIMENSION + style] = 1 + style;
    }
    Path hair = array("hair.npy", new int[] {STYLES, DIMENSION}, rows);
    Path together = imported(temp.resolve("together"), storage, smile, hair);
    Path later = imported(temp.resolve("later"), storage);

    add(later, later, false, smile, hair);

    List<Boundary> expected = boundaries(together);
    List<Boundary> found = boundaries(later);
    assertThat(found).hasSize(2);
    for (int i = 0; i < 2; i++) {
      assertThat(found.get(i).name()).isEqualTo(expected.get(i).name());
      assertThat(found.get(i).toArray()).isEqualTo(expected.get(i).toArray());
      // In half precision the bundle's weights are not quite the checkpoint's.
      double tolerance = storage == WeightStorage.FLOAT32 ? 1e-9 : 1e-3;
      assertThat(found.get(i).standardDeviation())
          .isCloseTo(expected.get(i).standardDeviation(), within(tolerance));
    }
    assertThat(found.get(1).rows()).isEqualTo(STYLES);
  }

  @Test
  void theDeviationAlongRowsIsThatAlongThemByTheirSquaredLength() throws Exception {
    Map<Integer, Double> single = new LinkedHashMap<>();
    Path bundle = imported(temp.resolve("b"), WeightStorage.FLOAT32);
    for (int axis : new int[] {2, 5}) {
      Path file = array("axis" + axis + ".npy", new int[] {DIMENSION}, axis(axis, 1));
      add(bundle, bundle, false, file);
      List<Boundary> all = boundaries(bundle);
      single.put(axis, all.get(all.size() - 1).standardDeviation());
    }
    // Style 0 moves by 1 along axis 2, style 4 by one half along axis 5, the others stay.
    float[] rows = new float[STYLES * DIMENSION];
    rows[2] = 1;
    rows[4 * DIMENSION + 5] = 0.5f;
    add(bundle, bundle, false, array("rows.npy", new int[] {1, STYLES, DIMENSION}, rows));

    double expected =
        Math.sqrt((Math.pow(single.get(2), 2) + 0.25 * Math.pow(single.get(5), 2)) / 1.25);
    assertThat(boundaries(bundle).get(2).standardDeviation()).isCloseTo(expected, within(1e-6));
  }

  @Test
  void refusesANameThatIsTakenOrReplacesItInItsPlace() throws Exception {
    Path first = array("smile.npy", new int[] {DIMENSION}, axis(1, 1));
    Path second = array("age.npy", new int[] {DIMENSION}, axis(2, 1));
    Path bundle = imported(temp.resolve("b.zip"), WeightStorage.FLOAT32, first, second);
    List<Boundary> before = boundaries(bundle);
    array("smile.npy", new int[] {DIMENSION}, axis(7, 1));

    assertThatThrownBy(() -> add(bundle, bundle, false, first))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("'smile' already")
        .hasMessageContaining("--replace");
    assertThat(boundaries(bundle)).isEqualTo(before);

    add(bundle, bundle, true, first);
    assertThat(boundaries(bundle)).extracting(Boundary::name).containsExactly("smile", "age");
    assertThat(boundaries(bundle).get(0).normal()).containsExactly(axis(7, 1));
    assertThat(boundaries(bundle).get(1)).isEqualTo(before.get(1));
  }

  @Test
  void aNameThatSoundsLikeAnotherNeverTakesItsSlider() throws Exception {
    Path first = array("31_Smiling.npy", new int[] {DIMENSION}, axis(1, 1));
    Path bundle = imported(temp.resolve("b"), WeightStorage.FLOAT32, first);
    Path second = array("smiling.npy", new int[] {DIMENSION}, axis(2, 1));

    assertThatThrownBy(() -> add(bundle, bundle, false, second))
        .hasMessageContaining("'31_Smiling' already");
    add(bundle, bundle, true, second);

    assertThat(boundaries(bundle)).extracting(Boundary::name).containsExactly("31_Smiling");
    assertThat(boundaries(bundle).get(0).normal()).containsExactly(axis(2, 1));
  }

  private static Map<String, Object> resnet(int outputs) {
    return new ReferenceResNet(1, false, new int[] {1, 1, 1, 1}, new int[] {2, 2, 2, 2}, outputs)
        .checkpoint("");
  }

  @Test
  void addsAnEncoderAndAPredictorAndExchangesThem() throws Exception {
    Map<String, Object> tensors = resnet(STYLES * DIMENSION);
    tensors.put("mean_latent", TorchTensor.of(new long[] {1, DIMENSION}, new float[DIMENSION]));
    Path encoder = TorchFileWriter.writeZip(temp.resolve("e.pt"), Map.of("state_dict", tensors));
    Path predictor = TorchFileWriter.writeZip(temp.resolve("a.pt"), Map.of("any", resnet(4)));
    Path names = Files.writeString(temp.resolve("names.txt"), "Smiling\nYoung\n");
    Path place = imported(temp.resolve("b.zip"), WeightStorage.FLOAT32);
    String identity;
    try (ModelBundle bundle = ModelBundle.open(place)) {
      identity = bundle.identity();
      BundleEditor editor = new BundleEditor(bundle);
      editor.addEncoder(encoder, WeightStorage.FLOAT16);
      editor.addAttributes(predictor, names, WeightStorage.FLOAT32);
      editor.write(place, true, TaskContext.none());
    }
    try (ModelBundle bundle = ModelBundle.open(place)) {
      assertThat(bundle.description().hasEncoder()).isTrue();
      assertThat(bundle.description().attributes()).containsExactly("Smiling", "Young");
      assertThat(bundle.description().identity()).isEqualTo(identity);
      String file = bundle.manifest().encoder().orElseThrow();
      assertThat(GraphSummary.read(bundle.read(file), file).storage())
          .isEqualTo(WeightStorage.FLOAT16);
    }
    try (ModelBundle bundle = ModelBundle.open(place)) {
      BundleEditor editor = new BundleEditor(bundle);
      assertThatThrownBy(() -> editor.addEncoder(predictor, WeightStorage.FLOAT32))
          .hasMessageContaining("a.pt");
      Files.writeString(names, "Smiling\n");
      assertThatThrownBy(() -> editor.addAttributes(predictor, names, WeightStorage.FLOAT32))
          .hasMessageContaining("1 names")
          .hasMessageContaining("2 attributes");
      editor.addEncoder(encoder, WeightStorage.FLOAT32);
      editor.write(place, true, TaskContext.none());
    }
    try (ModelBundle bundle = ModelBundle.open(place)) {
      String file = bundle.manifest().encoder().orElseThrow();
      assertThat(GraphSummary.read(bundle.read(file), file).storage())
          .isEqualTo(WeightStorage.FLOAT32);
      assertThat(bundle.manifest().files().keySet().stream().filter(f -> f.contains("encoder")))
          .containsExactly(file);
    }
  }

  @Test
  void worksOnTheModelThatComesAlong() throws Exception {
    Path copy = temp.resolve("copy");
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      String identity = bundle.identity();
      List<Boundary> old = bundle.description().boundaries();
      float[] values = new float[bundle.description().styleDimension()];
      values[0] = 1;
      Path file = array("new.npy", new int[] {values.length}, values);
      BundleEditor editor = new BundleEditor(bundle);
      editor.addBoundaries(BoundarySource.of(List.of(file)), false, TaskContext.none());
      editor.rename("Mine");
      editor.write(copy, false, TaskContext.none());

      try (ModelBundle changed = ModelBundle.open(copy)) {
        assertThat(changed.description().name()).isEqualTo("Mine");
        assertThat(changed.description().identity()).isEqualTo(identity);
        assertThat(changed.description().boundaries())
            .startsWith(old.toArray(Boundary[]::new))
            .hasSize(old.size() + 1);
        assertThat(changed.modelCard().orElseThrow()).contains("- Boundary new (standard");
      }
    }
  }
}
