package studio.anycost.models.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.models.graph.OnnxGuard;

class DefaultBundleTest {
  /** The repository and every download carry it. */
  private static final long LARGEST_TOTAL = 7_000_000;

  @Test
  void opensAndDescribesItself() throws Exception {
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      GeneratorDescription description = bundle.description();
      assertThat(description.name()).isEqualTo("Portrait starter");
      assertThat(description.channels().resolution()).isEqualTo(128);
      assertThat(description.styleDimension()).isEqualTo(512);
      assertThat(description.styleCount()).isEqualTo(12);
      assertThat(description.boundaries()).hasSize(36);
      assertThat(description.boundaries().get(0).name()).isEqualTo("00_Smiling");
      assertThat(description.boundaries())
          .extracting(Boundary::standardDeviation)
          .allMatch(deviation -> deviation > 0.5 && deviation < 5);
      assertThat(bundle.manifest().licence()).isEqualTo("CC0-1.0");
      assertThat(bundle.modelCard().orElseThrow())
          .contains("MakeHuman", "CC0", "cannot", "Entanglement");
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
        ModelProto graph = OnnxGuard.parse(bundle.read(stage.file()), stage.file());
        assertThat(graph.getGraph().getOutputCount()).isEqualTo(2);
      }
      OnnxGuard.parse(bundle.read(bundle.manifest().mapping()), bundle.manifest().mapping());
    }
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
