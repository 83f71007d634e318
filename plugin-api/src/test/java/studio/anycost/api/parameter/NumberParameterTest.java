package studio.anycost.api.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class NumberParameterTest {
  private static final ParameterInfo INFO = ParameterInfo.of("smile", "Smile", "");

  @Test
  void theWholeRangeIsTakenAndAPartOfItIsUsual() throws ParameterException {
    NumberParameter smile = NumberParameter.of(INFO, -3, 3, 0).withUsual(-1, 1);

    assertThat(smile.usualMinimum()).isEqualTo(-1);
    assertThat(smile.usualMaximum()).isEqualTo(1);
    assertThat(smile.parse("1.5")).isEqualTo(1.5);
    assertThat(smile.isUsual(1.5)).isFalse();
    assertThat(smile.isUsual(-1)).isTrue();
    assertThatThrownBy(() -> smile.parse("3.1")).hasMessageContaining("from -3.0 to 3.0");
    assertThat(smile.withMinimumText("Least").usual()).isEqualTo(smile.usual());
  }

  /** The constructors are those that plugins were compiled against before. */
  @Test
  void allOfItIsUsualIfNobodySaysOtherwise() {
    NumberParameter plain =
        new NumberParameter(INFO, -1, 1, 0, 0.01, "", Optional.empty(), "Least");
    assertThat(plain.usual()).isEmpty();
    assertThat(plain.usualMinimum()).isEqualTo(-1);
    assertThat(plain.usualMaximum()).isEqualTo(1);
    assertThat(plain.withUsual(-1, 1)).isEqualTo(plain);
    assertThat(new NumberParameter(INFO, -1, 1, 0, 0.01, "", Optional.empty()).usual()).isEmpty();
  }

  @Test
  void whatIsUsualIsAPartOfTheRangeThatHoldsTheDefault() {
    NumberParameter smile = NumberParameter.of(INFO, -3, 3, 0);
    for (double[] wrong :
        new double[][] {{-4, 1}, {-1, 4}, {1, 2}, {-2, -1}, {0, 0}, {0, Double.NaN}}) {
      assertThatThrownBy(() -> smile.withUsual(wrong[0], wrong[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'smile'");
    }
  }
}
