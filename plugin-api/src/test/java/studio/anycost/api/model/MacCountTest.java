package studio.anycost.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MacCountTest {
  private static final ChannelTable CONFIG_F = new ChannelTable(1024, 2, 512);

  @ParameterizedTest
  @CsvSource({
    "128, 7.2, 21.4, 36.1, 55.6",
    "256, 9.1, 28.7, 52.5, 84.8",
    "512, 10.9, 36.0, 68.9, 113.9",
    "1024, 12.7, 43.3, 85.3, 143.0"
  })
  void agreesWithTheLiteratureForConfigF(
      int resolution, double quarter, double half, double threeQuarters, double full) {
    double[] expected = {quarter, half, threeQuarters, full};
    for (int i = 0; i < expected.length; i++) {
      double ratio = ChannelTable.RATIOS.get(i);
      assertThat(MacCount.of(CONFIG_F.subGenerator(ratio, resolution), 512).literatureGiga())
          .as("ratio %s at %s px", ratio, resolution)
          .isCloseTo(expected[i], within(0.051));
    }
  }

  /** Convolutions alone, upsampling ones at their input's size, blur not counted. */
  @ParameterizedTest
  @CsvSource({
    "128, 3.7054, 11.2606, 19.4191, 30.5974",
    "256, 4.6177, 14.8971, 27.5917, 45.1181",
    "512, 5.5362, 18.5462, 35.7832, 59.6640",
    "1024, 6.4673, 22.2204, 44.0124, 74.2601"
  })
  void countsTransposedConvolutionsWhereTheyRun(
      int resolution, double quarter, double half, double threeQuarters, double full) {
    double[] expected = {quarter, half, threeQuarters, full};
    for (int i = 0; i < expected.length; i++) {
      double ratio = ChannelTable.RATIOS.get(i);
      // The modulations add less than a thousandth.
      assertThat(MacCount.of(CONFIG_F.subGenerator(ratio, resolution), 512).performedGiga())
          .as("ratio %s at %s px", ratio, resolution)
          .isBetween(expected[i], expected[i] * 1.001);
    }
  }

  @Test
  void countsEveryLayerOfATinyGenerator() {
    // 8 px: widths 3, 5 at 4 px and 6, 7 at 8 px; styles of 2 values.
    SubGenerator tiny = new SubGenerator(new ChannelConfiguration(List.of(3, 5, 6, 7)), 8);
    long first = 9L * 3 * 5 * 16 + 3 * 2;
    long firstRgb = 3L * 5 * 16 + 5 * 2;
    long upsampling = 9L * 5 * 6 * 16 + 5 * 2;
    long second = 9L * 6 * 7 * 64 + 6 * 2;
    long secondRgb = 3L * 7 * 64 + 7 * 2;

    MacCount macs = MacCount.of(tiny, 2);

    assertThat(macs.performed()).isEqualTo(first + firstRgb + upsampling + second + secondRgb);
    assertThat(macs.literature() - macs.performed()).isEqualTo(9L * 5 * 6 * (81 - 16));
  }
}
