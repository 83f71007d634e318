package studio.anycost.app.preset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import studio.anycost.api.parameter.FlagParameter;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.parameter.Rating;

class RandomValuesTest {
  private static final ParameterSchema SCHEMA = schema();

  private static ParameterSchema schema() {
    List<Parameter<?>> all = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      ParameterInfo info = new ParameterInfo("S" + i, "S" + i, "", i < 6 ? "Hair" : "");
      all.add(
          NumberParameter.of(i == 11 ? info.rated(new Rating(0.1, "")) : info, -3, 3, 0)
              .withUsual(-1, 1));
    }
    all.add(NumberParameter.of(ParameterInfo.of("OneSided", "One sided", ""), 0, 2, 0));
    all.add(NumberParameter.of(new ParameterInfo("Fine", "Fine", "", "Advanced"), -1, 1, 0));
    all.add(NumberParameter.whole(ParameterInfo.of("Styles", "Styles", ""), 1, 9, 5));
    all.add(new FlagParameter(ParameterInfo.of("On", "On", ""), false));
    return new ParameterSchema(all);
  }

  @Test
  void fewSlidersMoveModeratelyAndTheSameNumberMovesTheSame() throws Exception {
    ParameterValues now =
        SCHEMA
            .defaults()
            .with("S0", 0.9)
            .with("S3", -2.5)
            .with("S11", 1.0)
            .with("Fine", 0.5)
            .with("Styles", 3)
            .with("On", true);
    Set<Integer> counts = new HashSet<>();
    Set<String> drawn = new HashSet<>();
    Set<ParameterValues> results = new HashSet<>();
    for (long seed = 0; seed < 400; seed++) {
      ParameterValues values = RandomValues.draw(now, Set.of("S3"), seed);
      assertThat(RandomValues.draw(now, Set.of("S3"), seed)).isEqualTo(values);
      assertThat(values.number("S3")).as("locked").isEqualTo(-2.5);
      assertThat(values.number("S11")).as("it hardly works").isZero();
      assertThat(values.number("Fine")).isEqualTo(0.5);
      assertThat(values.number("Styles")).isEqualTo(3);
      assertThat(values.flag("On")).isTrue();
      List<String> moved = new ArrayList<>();
      for (NumberParameter slider : RandomValues.sliders(SCHEMA.parameters())) {
        double value = values.get(slider);
        if (value != 0 && !slider.key().equals("S3")) {
          moved.add(slider.key());
          double end = slider.key().equals("OneSided") ? 2 : 1;
          assertThat(Math.abs(value) / end).isBetween(0.4 - 1e-9, 0.8 + 1e-9);
          assertThat(value).isGreaterThanOrEqualTo(slider.usualMinimum());
        }
      }
      assertThat(
              moved.stream()
                  .filter(key -> SCHEMA.find(key).orElseThrow().info().group().equals("Hair")))
          .as("black hair and blond hair at once are neither")
          .hasSizeLessThanOrEqualTo(1);
      counts.add(moved.size());
      drawn.addAll(moved);
      results.add(values);
    }
    assertThat(counts).containsExactlyInAnyOrder(2, 3, 4);
    assertThat(drawn).hasSize(11);
    assertThat(results).hasSizeGreaterThan(390);
  }

  @Test
  void whereAllIsLockedNothingMoves() {
    Set<String> all = new HashSet<>();
    SCHEMA.parameters().forEach(parameter -> all.add(parameter.key()));
    assertThat(RandomValues.draw(SCHEMA.defaults(), all, 5)).isEqualTo(SCHEMA.defaults());
  }
}
