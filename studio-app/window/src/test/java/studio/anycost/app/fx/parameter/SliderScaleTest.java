package studio.anycost.app.fx.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.ParameterInfo;

class SliderScaleTest {
  private static final ParameterInfo INFO = ParameterInfo.of("n", "N", "");

  @ParameterizedTest
  @CsvSource({"500, 1000000, 20000", "1, 1000, 20", "0, 10000, 0"})
  void whatWouldBeCrowdedLiesInEqualFactors(int minimum, int maximum, int usual) {
    SliderScale scale = SliderScale.of(NumberParameter.whole(INFO, minimum, maximum, usual));

    assertThat(scale.place(minimum)).isZero();
    assertThat(scale.place(maximum)).isEqualTo(1);
    assertThat(scale.value(0)).isEqualTo(minimum);
    assertThat(scale.value(1)).isEqualTo(maximum);
    double hundredfold = scale.value(scale.place(maximum / 100.0));
    assertThat(scale.place(hundredfold)).isBetween(0.2, 0.7);
    assertThat(scale.value(scale.place(0.3 * maximum))).isCloseTo(0.3 * maximum, within(1e-6));
  }

  @Test
  void theRestLiesEvenly() {
    for (NumberParameter parameter :
        new NumberParameter[] {
          NumberParameter.of(INFO, -1, 1, 0),
          NumberParameter.of(INFO, 0, 1, 0),
          NumberParameter.whole(INFO, 1, 64, 8),
          NumberParameter.whole(INFO, 0, 1000, 500)
        }) {
      double value = parameter.minimum() + 0.25 * (parameter.maximum() - parameter.minimum());
      assertThat(SliderScale.of(parameter).place(value)).isEqualTo(value);
      assertThat(SliderScale.of(parameter).value(value)).isEqualTo(value);
      assertThat(SliderScale.of(parameter).place(1e9)).isEqualTo(parameter.maximum());
    }
  }

  @Test
  void numbersOfSimilarRangesHaveAsManyDecimals() {
    for (NumberParameter parameter :
        new NumberParameter[] {
          NumberParameter.of(INFO, 0, 0.6, 0.25),
          NumberParameter.of(INFO, 0.1, 1, 0.25),
          NumberParameter.of(INFO, 0, 1.5, 0.25)
        }) {
      assertThat(new NumberFormatter(parameter).text(0.25)).isEqualTo("0.25");
    }
  }

  @Test
  void whatTheLowestValueMeansIsSaid() {
    NumberFormatter format =
        new NumberFormatter(NumberParameter.of(INFO, 0, 10, 5).withMinimumText("No limit"));

    assertThat(format.readout(0)).isEqualTo("No limit");
    assertThat(format.describe(0)).isEqualTo("No limit");
    assertThat(format.readout(3)).isEmpty();
  }
}
