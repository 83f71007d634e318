package studio.anycost.export.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tensors whose shapes, strides, offsets and counts are not true. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileLayoutTest {
  @TempDir private Path folder;

  private final TorchStorage four = new TorchStorage(ElementType.FLOAT32, 1, 2, 3, 4);

  @Test
  void refusesAShapeLargerThanTheStorage() {
    assertRefused(TorchTensor.view(four, 0, new long[] {5}, 1))
        .hasMessageContaining(
            "a tensor of shape [5] with offset 0 and strides [1] "
                + "leaves its storage of 4 elements.");
    assertRefused(TorchTensor.view(four, 0, new long[] {1L << 29}, 1))
        .hasMessageContaining("leaves");
  }

  @Test
  void refusesAnOffsetOrAStrideThatLeavesTheStorage() {
    assertRefused(TorchTensor.view(four, 1, new long[] {2, 2}, 2, 1))
        .hasMessageContaining("leaves");
    assertRefused(TorchTensor.view(four, 0, new long[] {2}, 4)).hasMessageContaining("leaves");
    assertRefused(TorchTensor.view(four, 5, new long[] {0}, 1)).hasMessageContaining("leaves");
  }

  @Test
  void refusesNegativeNumbers() {
    assertRefused(TorchTensor.view(four, 0, new long[] {-1}, 1)).hasMessageContaining("negative");
    assertRefused(TorchTensor.view(four, 3, new long[] {4}, -1)).hasMessageContaining("negative");
    assertRefused(TorchTensor.view(four, -4, new long[] {4}, 1)).hasMessageContaining("negative");
  }

  @Test
  void refusesNumbersThatOverflow() {
    long big = 1L << 32;
    assertRefused(TorchTensor.view(four, 0, new long[] {big, big}, 0, 0))
        .hasMessageContaining("larger than any storage");
    assertRefused(TorchTensor.view(four, 0, new long[] {3}, Long.MAX_VALUE))
        .hasMessageContaining("larger than any storage");
    assertRefused(TorchTensor.view(four, Long.MAX_VALUE, new long[] {1}, 1))
        .hasMessageContaining("larger than any storage");
    // 2 * 2^63 + 2 would wrap to 2 and seem to fit.
    assertRefused(TorchTensor.view(four, 0, new long[] {3, 3}, Long.MAX_VALUE, 1))
        .hasMessageContaining("larger than any storage");
  }

  @Test
  void refusesTooManyAxes() {
    assertRefused(TorchTensor.view(four, 0, new long[9], new long[9]))
        .hasMessageContaining("a tensor has 9 axes, more than the 8 that are read.");
    assertRefused(TorchTensor.view(four, 0, new long[100_000], new long[1]))
        .hasMessageContaining("axes");
  }

  @Test
  void refusesShapesAndStridesOfDifferentLength() {
    assertRefused(TorchTensor.view(four, 0, new long[] {2, 2}, 1))
        .hasMessageContaining("there must be one for every axis");
  }

  @Test
  void refusesToRepeatAFewBytesToGigabytes() {
    assertRefused(TorchTensor.view(four, 0, new long[] {1L << 29}, 0))
        .hasMessageContaining("repeats a storage of 4 elements to 536870912");
  }

  @Test
  void refusesNumbersThatAreNotWhole() {
    byte[] pickle =
        new PickleWriter()
            .global("torch._utils", "_rebuild_tensor_v2")
            .op(PickleOpcode.MARK)
            .storage("FloatStorage", "0", 4)
            .value(0.5)
            .tuple(1)
            .tuple(1)
            .op(PickleOpcode.TUPLE)
            .op(PickleOpcode.REDUCE)
            .stop();
    assertRefused(TorchFileWriter.writePickle(folder.resolve("hostile.pt"), pickle))
        .hasMessageContaining("must be whole numbers");
  }

  @Test
  void refusesTwoDescriptionsOfOneStorage() {
    byte[] pickle =
        new PickleWriter()
            .op(PickleOpcode.MARK)
            .storage("FloatStorage", "0", 4)
            .storage("DoubleStorage", "0", 2)
            .op(PickleOpcode.TUPLE)
            .stop();
    assertRefused(TorchFileWriter.writePickle(folder.resolve("hostile.pt"), pickle))
        .hasMessageContaining("storage '0' is described in two ways");
  }

  @Test
  void refusesStorageCountsNoFileCanHold() {
    for (long count : new long[] {-1, 1L << 29, 1L << 62, Long.MAX_VALUE}) {
      byte[] pickle =
          new PickleWriter()
              .op(PickleOpcode.MARK)
              .storage("FloatStorage", "0", count)
              .op(PickleOpcode.TUPLE)
              .stop();
      assertRefused(TorchFileWriter.writePickle(folder.resolve("hostile.pt"), pickle))
          .hasMessageContaining("storage '0'");
    }
  }

  @Test
  void refusesMoreTensorsAndElementsThanAllowed() throws IOException {
    Map<String, Object> two =
        Map.of(
            "a", TorchTensor.view(four, 0, new long[] {4}, 1),
            "b", TorchTensor.view(four, 0, new long[] {4}, 1));
    Path file = TorchFileWriter.writeZip(folder.resolve("two.pt"), two);

    assertThatThrownBy(() -> TorchCheckpoint.open(file, limits(1, 100)).close())
        .isExactlyInstanceOf(CheckpointException.class)
        .hasMessageContaining("the file has more than 1 tensors.");
    assertThatThrownBy(() -> TorchCheckpoint.open(file, limits(2, 7)).close())
        .isExactlyInstanceOf(CheckpointException.class)
        .hasMessageContaining("the tensors have more than 7 elements together.");
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file, limits(2, 8))) {
      assertThat(checkpoint.tensors().names()).hasSize(2);
    }
  }

  private static CheckpointLimits limits(int tensors, long elements) {
    return new CheckpointLimits(
        1 << 20, 1 << 20, 100, 1 << 16, 1000, 1000, 8, 100, tensors, 8, elements, 1000);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(TorchTensor tensor) {
    assertRefused(TorchFileWriter.writeLegacy(folder.resolve("hostile.pth"), Map.of("w", tensor)));
    return assertRefused(
        TorchFileWriter.writeZip(folder.resolve("hostile.pt"), Map.of("w", tensor)));
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Path file) {
    return assertThatThrownBy(() -> TorchCheckpoint.open(file).close())
        .isExactlyInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(file + ": ");
  }
}
