package studio.anycost.export.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.checkpoint.TorchCheckpoint;
import studio.anycost.export.checkpoint.TorchFileWriter;
import studio.anycost.export.checkpoint.TorchTensor;

class GeneratorSpecTest {
  @TempDir Path folder;
  private final Map<String, TorchTensor> tensors = new LinkedHashMap<>();

  @BeforeEach
  void sixteenPixelsWithWidthsSixAndThree() {
    put("style.1.weight", 5, 5);
    put("style.2.weight", 5, 5);
    put("input.input", 1, 6, 4, 4);
    put("conv1.conv.weight", 1, 6, 6, 3, 3);
    put("conv1.conv.modulation.weight", 6, 5);
    put("to_rgb1.conv.weight", 1, 3, 6, 1, 1);
    put("convs.0.conv.weight", 1, 6, 6, 3, 3);
    put("convs.1.conv.weight", 1, 6, 6, 3, 3);
    put("convs.2.conv.weight", 1, 3, 6, 3, 3);
    put("convs.3.conv.weight", 1, 3, 3, 3, 3);
  }

  @Test
  void readsEverythingOffNamesAndShapes() throws Exception {
    GeneratorSpec spec = infer();
    assertThat(spec.channels()).isEqualTo(new ChannelTable(16, 3 * 16 / 16384.0, 6));
    assertThat(spec.styleDimension()).isEqualTo(5);
    assertThat(spec.mappingLayers()).isEqualTo(2);
    assertThat(spec.convolutions()).isEqualTo(5);
  }

  @Test
  void namesTheLayerThatDoesNotFit() {
    put("convs.1.conv.weight", 1, 6, 4, 3, 3);
    assertRefused("convs.1.conv.weight");
  }

  @Test
  void namesTheTensorThatIsMissing() {
    tensors.remove("input.input");
    assertRefused("no tensor 'input.input'");
    tensors.remove("style.1.weight");
    assertRefused("no tensor 'style.1.weight'");
  }

  @Test
  void refusesAGapInsteadOfASmallerGenerator() {
    tensors.remove("convs.1.conv.weight");
    assertRefused("there is 'convs.2.conv.weight', but no 'convs.1.conv.weight'");
  }

  @Test
  void refusesHalfABlock() {
    tensors.remove("convs.3.conv.weight");
    assertRefused("3 convolutions above 4 px");
  }

  @Test
  void refusesWidthsWithoutKnownRatios() {
    put("convs.1.conv.weight", 1, 5, 6, 3, 3);
    put("convs.2.conv.weight", 1, 3, 5, 3, 3);
    assertRefused("[6, 6, 6, 5, 3, 3] do not follow");
  }

  @Test
  void namesTheMappingThatTakesALabelOrAnotherZ() {
    put("style.1.weight", 5, 10);
    assertRefused("the tensor 'style.1.weight' takes 10 values, but a style has 5: the mapping");
    put("style.1.weight", 5, 3);
    assertRefused("the tensor 'style.1.weight' takes 3 values, but a style has 5: the mapping");
    put("style.1.weight", 5, 5);
    put("style.2.weight", 4, 5);
    assertRefused("'style.2.weight' in 'g_ema' has the shape [4, 5], but [5, 5] is needed.");
  }

  @Test
  void tellsPicturesOfOtherColoursInWords() {
    put("to_rgb1.conv.weight", 1, 1, 6, 1, 1);
    assertRefused("makes pictures of 1 channel (grey): see to_rgb1.conv.weight. Only");
    put("to_rgb1.conv.weight", 1, 4, 6, 1, 1);
    assertRefused("makes pictures of 4 channels (with transparency): see to_rgb1.conv.weight.");
    put("to_rgb1.conv.weight", 1, 7, 6, 1, 1);
    assertRefused("makes pictures of 7 channels: see");
  }

  @Test
  void tellsPicturesThatAreNotSquareInWords() {
    put("input.input", 1, 6, 4, 2);
    assertRefused("starts from a constant of 2 x 4 (input.input), so that its pictures are not");
    put("input.input", 1, 6, 8, 8);
    assertRefused("starts from a constant of 8 x 8 (input.input)");
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(this::infer)
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("g.pt")
        .hasMessageContaining(reason);
  }

  private GeneratorSpec infer() throws Exception {
    Path file = TorchFileWriter.writeZip(folder.resolve("g.pt"), Map.of("g_ema", tensors));
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
      TensorTable table = checkpoint.tensors("g_ema");
      return GeneratorSpec.infer(table);
    }
  }

  private void put(String name, long... shape) {
    int count = 1;
    for (long size : shape) {
      count *= (int) size;
    }
    tensors.put(name, TorchTensor.of(shape, new float[count]));
  }
}
