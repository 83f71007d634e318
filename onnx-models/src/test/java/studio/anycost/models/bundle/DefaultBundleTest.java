package studio.anycost.models.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.Resolutions;
import studio.anycost.models.graph.OnnxGuard;

class DefaultBundleTest {
  /** The repository and every download carry it. */
  private static final long LARGEST_TOTAL = 26_000_000;

  /** Bytes of a weight whose storage matters. */
  private static final int LARGE_WEIGHT = 4096;

  @Test
  void opensAndDescribesItself() throws Exception {
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      GeneratorDescription description = bundle.description();
      assertThat(description.name()).isNotBlank();
      assertThat(bundle.stages())
          .extracting(StageEntry::resolution)
          .isEqualTo(Resolutions.upTo(description.channels().resolution()));
      assertThat(description.boundaries())
          .isNotEmpty()
          .extracting(Boundary::name)
          .doesNotHaveDuplicates();
      assertThat(bundle.manifest().licence()).isEqualTo("CC0-1.0");
      assertThat(bundle.modelCard().orElseThrow())
          .contains(
              description.channels().resolution() + " px", "MakeHuman", "CC0", "cannot", "Weak");
    }
  }

  /** The encoder starts projections; the predictor judges attributes. */
  @Test
  void carriesEveryNetwork() throws Exception {
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      Manifest manifest = bundle.manifest();
      assertThat(manifest.encoder()).isPresent();
      assertThat(manifest.attributes()).isPresent();
      // A slider can be judged by the attribute of its name.
      assertThat(bundle.description().attributes())
          .containsAll(
              bundle.description().boundaries().stream()
                  .map(boundary -> boundary.name().replaceFirst("^\\d+_", ""))
                  .toList());
    }
  }

  /** Which opening it leaves to the build, that is to this test. */
  @Test
  void everyFileFitsTheManifest() throws Exception {
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      for (String file : bundle.manifest().files().keySet()) {
        assertThat(bundle.read(file)).isNotEmpty();
      }
    }
  }

  @Test
  void holdsGraphsThatPassTheGuard() throws Exception {
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      for (StageEntry stage : bundle.stages()) {
        assertThat(graph(bundle, stage.file()).getGraph().getOutputCount()).isEqualTo(2);
      }
    }
  }

  /** Half the download; the pictures do not show it. */
  @Test
  void storesLargeWeightsAsFloat16() throws Exception {
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      Manifest manifest = bundle.manifest();
      List<String> graphs = new ArrayList<>(List.of(manifest.mapping()));
      bundle.stages().forEach(stage -> graphs.add(stage.file()));
      manifest.encoder().ifPresent(graphs::add);
      manifest.attributes().map(Manifest.Attributes::file).ifPresent(graphs::add);
      for (String file : graphs) {
        assertThat(graph(bundle, file).getGraph().getInitializerList())
            .as(file)
            .filteredOn(tensor -> tensor.getDimsCount() > 1)
            .filteredOn(tensor -> tensor.getRawData().size() >= LARGE_WEIGHT)
            .isNotEmpty()
            .allMatch(tensor -> tensor.getDataType() == TensorProto.DataType.FLOAT16_VALUE);
      }
    }
  }

  private static ModelProto graph(ModelBundle bundle, String file) throws IOException {
    return OnnxGuard.parse(bundle.read(file), file);
  }

  @Test
  void staysSmall() throws Exception {
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      assertThat(
              bundle.manifest().files().values().stream()
                  .mapToLong(Manifest.FileEntry::bytes)
                  .sum())
          .isLessThan(LARGEST_TOTAL);
    }
  }
}
