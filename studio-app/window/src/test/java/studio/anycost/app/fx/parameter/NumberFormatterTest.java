package studio.anycost.app.fx.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.ParameterInfo;

class NumberFormatterTest {
  private static final ParameterInfo INFO = ParameterInfo.of("key", "Label", "");

  private final NumberFormatter signed =
      new NumberFormatter(
          new NumberParameter(
              INFO, -1, 1, 0, 0, "", Optional.of(new NumberParameter.Readout(7.29, "w"))));
  private final NumberFormatter whole = new NumberFormatter(NumberParameter.whole(INFO, 1, 14, 8));

  @Test
  void writesASignWhereTheRangeHasTwoSides() {
    assertThat(signed.text(0.5)).isEqualTo("+0.50");
    assertThat(signed.text(-0.5)).isEqualTo("\u22120.50");
    assertThat(signed.text(0)).isEqualTo("0.00");
    assertThat(whole.text(8)).isEqualTo("8");
  }

  @Test
  void keepsWhatWasTypedExactly() {
    assertThat(signed.text(0.1234)).isEqualTo("+0.1234");
    assertThat(Double.parseDouble(NumberFormatter.normalise(" \u22120,25 "))).isEqualTo(-0.25);
  }

  @Test
  void movesInRoundSteps() {
    assertThat(signed.snap(0.50847)).isEqualTo(0.51);
    assertThat(signed.snap(7)).isEqualTo(1);
    assertThat(whole.snap(3.4)).isEqualTo(3);
    assertThat(whole.granularity()).isEqualTo(1);
  }

  @Test
  void showsTheRawStepOfAChange() {
    assertThat(signed.readout(0.5)).isEqualTo("3.6 w");
    assertThat(signed.readout(-0.5)).isEqualTo("\u22123.6 w");
    assertThat(signed.readout(0)).isEmpty();
    assertThat(whole.readout(3)).isEmpty();
  }
}
