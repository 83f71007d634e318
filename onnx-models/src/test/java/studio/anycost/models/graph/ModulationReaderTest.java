package studio.anycost.models.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.ModulationLayer;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.bundle.StageEntry;

class ModulationReaderTest {
  @Test
  void readsEveryLayerOfTheModelThatComesAlong() throws IOException {
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      List<ModulationLayer> layers = new ArrayList<>();
      for (StageEntry stage : bundle.stages()) {
        layers.addAll(
            ModulationReader.layers(
                OnnxGuard.parse(bundle.read(stage.file()), stage.file()),
                bundle.description().styleDimension()));
      }

      // At 4 px a convolution and the picture, at every other resolution two and the picture.
      int stages = bundle.stages().size();
      assertThat(layers).hasSize(2 + 3 * (stages - 1));
      assertThat(layers.subList(0, 5))
          .extracting(ModulationLayer::style)
          .containsExactly(0, 1, 1, 2, 3);
      assertThat(layers.get(layers.size() - 1).style())
          .isEqualTo(bundle.description().styleCount() - 1);
      List<Integer> widths = bundle.manifest().generator().channels();
      assertThat(layers.get(0).channels()).isEqualTo(widths.get(0));
      assertThat(layers.get(0).row(3)).hasSize(512).doesNotContain(Float.NaN);
    }
  }

  @Test
  void leavesOutWhatTakesNoStyle() throws IOException {
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      assertThat(
              ModulationReader.layers(
                  OnnxGuard.parse(bundle.read(bundle.manifest().mapping()), "mapping"), 512))
          .isEmpty();
    }
  }
}
