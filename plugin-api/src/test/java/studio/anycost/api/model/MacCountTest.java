package studio.anycost.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

  @ParameterizedTest
  @CsvSource({"1024, 74"})
  void countsTransposedConvolutionsWhereTheyRun(int resolution, double giga) {
    assertThat(MacCount.of(CONFIG_F.subGenerator(1, resolution), 512).performedGiga())
        .isCloseTo(giga, within(1.0));
  }
}
