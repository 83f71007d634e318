package studio.anycost.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartTest {
  @ParameterizedTest
  @CsvSource({
    // Several for each core.
    "20000, 64, 8, 320",
    // Never half a batch.
    "20000, 16, 10, 256",
    "2000, 100, 2, 200",
    // Few samples: not worth a task each.
    "300, 16, 2, 64",
    "300, 1, 64, 64",
    // Many: not too much to lose.
    "10000000, 64, 2, 1024",
    "1000000, 600, 1, 1200"
  })
  void areSmallEnoughToShareAndLargeEnoughToPay(int all, int batch, int cores, int size) {
    assertThat(Part.size(all, batch, cores)).isEqualTo(size);
  }
}
