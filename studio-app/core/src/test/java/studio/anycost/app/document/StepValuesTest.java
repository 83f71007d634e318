package studio.anycost.app.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;

class StepValuesTest {
  private final ParameterSchema schema = schema(3);

  private static ParameterSchema schema(double most) {
    return new ParameterSchema(
        List.of(
            NumberParameter.of(new ParameterInfo("a", "A", "", ""), -most, most, 0),
            NumberParameter.of(new ParameterInfo("b", "B", "", ""), -most, most, 0)));
  }

  private ParameterValues values(double a) throws ParameterException {
    return schema.defaults().with("a", a);
  }

  @Test
  void typedValuesComeBackAsTheyAreWithoutText() throws ParameterException {
    ParameterValues values = values(0.5);
    assertThat(StepValues.of(values).read(schema)).isSameAs(values);
  }

  @Test
  void textIsReadOnceForASchema() {
    StepValues values = StepValues.written(Map.of("a", "0.5"));
    ParameterValues read = values.read(schema);
    assertThat(read.number("a")).isEqualTo(0.5);
    assertThat(values.read(schema)).isSameAs(read);
  }

  @Test
  void typedAndWrittenValuesOfOneMeaningAreEqual() throws ParameterException {
    StepValues typed = StepValues.of(values(0.5));
    StepValues written = StepValues.written(Map.of("a", "0.5"));
    assertThat(typed).isEqualTo(written).hasSameHashCodeAs(written);
    assertThat(written).isEqualTo(typed);
    assertThat(typed).isEqualTo(StepValues.of(schema(7).defaults().with("a", 0.5)));
    assertThat(typed).isNotEqualTo(StepValues.of(values(0.25)));
    assertThat(typed).isNotEqualTo(StepValues.written(Map.of("a", "0.25")));
    assertThat(StepValues.of(schema.defaults())).isEqualTo(StepValues.NONE);
    assertThat(StepValues.of(schema.defaults()).isEmpty()).isTrue();
    assertThat(typed.isEmpty()).isFalse();
  }

  @Test
  void anotherSchemaReadsWhatItTakesAndTellsTheRest() throws ParameterException {
    ParameterSchema narrow = schema(1);
    List<String> refused = new ArrayList<>();
    ParameterValues read =
        StepValues.of(values(2).with("b", 1.0)).read(narrow, (key, why) -> refused.add(key + why));
    assertThat(read.schema()).isSameAs(narrow);
    assertThat(read.number("a")).isZero();
    assertThat(read.number("b")).isEqualTo(1);
    assertThat(refused).singleElement().asString().contains("from -1.0 to 1.0");
  }

  @Test
  void keysAreChecked() {
    assertThatThrownBy(() -> StepValues.written(Map.of("no key", "1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'no key'");
    assertThatThrownBy(() -> ToolStep.written("", Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
