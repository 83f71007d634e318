package studio.anycost.export.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Files that PyTorch wrote. The expected values were read from the storages' bytes with numpy, not
 * with this reader.
 */
class GoldenCheckpointTest {

  @Test
  void readsTheZipFormat() throws IOException {
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(golden("generator_tiny64.pt"))) {
      TensorTable tensors = checkpoint.tensors("g_ema");

      assertThat(tensors.names())
          .hasSize(91)
          .startsWith("style.1.weight", "style.1.bias", "style.2.weight")
          .endsWith("noises.noise_6", "noises.noise_7", "noises.noise_8");
      assertTensor(
          tensors.require("style.1.weight", 64, 64),
          List.of(64L, 64L),
          new float[] {-51.07975769042969f, 102.82717895507812f, -78.97930145263672f},
          -9615.288396742195);
      assertTensor(
          tensors.require("convs.3.conv.weight", 1, -1, -1, 3, 3),
          List.of(1L, 64L, 64L, 3L, 3L),
          new float[] {0.43330076336860657f, 0.3204940855503082f, -0.10717885196208954f},
          -248.54038374030233);
      assertTensor(
          tensors.require("to_rgbs.3.bias"),
          List.of(1L, 3L, 1L, 1L),
          new float[] {-0.014743941836059093f, -0.048359215259552f, -0.21509791910648346f},
          -0.27820107620209455);
      assertAllFinite(tensors, 420_264);
    }
  }

  @Test
  void readsTheLegacyFormat() throws IOException {
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(golden("generator_legacy32.pt"))) {
      TensorTable tensors = checkpoint.tensors("g_ema");

      assertThat(tensors.names()).hasSize(69).startsWith("style.1.weight").contains("input.input");
      assertTensor(
          tensors.require("input.input", 1, 32, 4, 4),
          List.of(1L, 32L, 4L, 4L),
          new float[] {0.9988048672676086f, -0.5941212177276611f, -1.6619999408721924f},
          15.167677344288677);
      assertTensor(
          tensors.require("convs.3.conv.weight"),
          List.of(1L, 32L, 32L, 3L, 3L),
          new float[] {2.294938564300537f, -0.19503453373908997f, -0.1385904997587204f},
          -11.178088785964064);
      assertTensor(
          tensors.require("to_rgb1.bias"),
          List.of(1L, 3L, 1L, 1L),
          new float[] {-0.27559250593185425f, 0.07281806319952011f, 0.08661865442991257f},
          -0.11615578830242157);
      assertAllFinite(tensors, 82_179);
    }
  }

  @Test
  void readsADictionaryOfBoundaries() throws IOException {
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(golden("boundary_portrait.pt"))) {
      TensorTable tensors = checkpoint.tensors();

      assertThat(tensors.names()).hasSize(36).startsWith("00_Smiling", "01_Young", "02_Male");
      assertTensor(
          tensors.require("35_Wearing_Earrings", 1, 512),
          List.of(1L, 512L),
          new float[] {-0.023030543699860573f, -0.07369589805603027f, 0.0062761432491242886f},
          -1.5048279855764122);
      assertAllFinite(tensors, 18_432);
    }
  }

  @Test
  void showsValuesBesideTheTensors() throws IOException {
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(golden("generator_tiny64.pt"))) {
      assertThat(((CheckpointDict) checkpoint.root()).entries())
          .containsOnlyKeys("g_ema", "epoch")
          .containsEntry("epoch", new CheckpointScalar(3L));
      assertThatThrownBy(() -> checkpoint.tensors("state_dict"))
          .isInstanceOf(CheckpointException.class)
          .hasMessageEndingWith(
              "tiny64.pt: there is no 'state_dict' in the file; it has 'g_ema', 'epoch'.");
      assertThatThrownBy(() -> checkpoint.tensors("epoch"))
          .isInstanceOf(CheckpointException.class)
          .hasMessageEndingWith("'epoch' is not a dictionary of tensors.");
      assertThatThrownBy(() -> checkpoint.tensors("g_ema").require("convs.99.conv.weight"))
          .isInstanceOf(CheckpointException.class)
          .hasMessageEndingWith(
              "'g_ema' has no tensor 'convs.99.conv.weight'. Save the whole state_dict.");
      assertThatThrownBy(() -> checkpoint.tensors("g_ema").require("style.1.weight", -1, 512))
          .isInstanceOf(CheckpointException.class)
          .hasMessageEndingWith(
              "tensor 'style.1.weight' in 'g_ema' has the shape [64, 64], "
                  + "but [any, 512] is needed.");
    }
  }

  private static void assertTensor(
      CheckpointTensor tensor, List<Long> shape, float[] firstSecondLast, double sum)
      throws IOException {
    assertThat(tensor.shape()).isEqualTo(shape);
    assertThat(tensor.type()).isEqualTo(ElementType.FLOAT32);
    float[] values = tensor.toFloatArray();
    assertThat(new float[] {values[0], values[1], values[values.length - 1]})
        .isEqualTo(firstSecondLast);
    double actual = 0;
    for (float value : values) {
      actual += value;
    }
    // Double precision sums of the same numbers, added in another order.
    assertThat(actual).isCloseTo(sum, within(1e-9));
  }

  private static void assertAllFinite(TensorTable tensors, long elements) throws IOException {
    long found = 0;
    for (String name : tensors.names()) {
      float[] values = tensors.require(name).toFloatArray();
      assertThat(values).hasSize((int) tensors.require(name).elementCount());
      boolean finite = true;
      for (float value : values) {
        finite &= Float.isFinite(value);
      }
      assertThat(finite).as(name).isTrue();
      found += values.length;
    }
    assertThat(found).isEqualTo(elements);
  }

  private static Path golden(String name) {
    try {
      return Path.of(GoldenCheckpointTest.class.getResource("/golden/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
