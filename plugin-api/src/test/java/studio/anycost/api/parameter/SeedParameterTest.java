package studio.anycost.api.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedParameterTest {
  private final SeedParameter seed = new SeedParameter(ParameterInfo.of("second", "Second", ""), 7);
  private final ParameterSchema schema = new ParameterSchema(List.of(seed));

  @Test
  void keepsEveryDigit() throws ParameterException {
    // A double has 53 bits; this number needs more.
    ParameterValues values = schema.defaults().withText("second", "999999999999999999");

    assertThat(values.seed("second")).isEqualTo(SeedParameter.LARGEST);
    assertThat(values.toText()).isEqualTo(Map.of("second", "999999999999999999"));
    assertThat(schema.parse(values.toText())).isEqualTo(values);
    assertThat(schema.defaults().seed("second")).isEqualTo(7);
  }

  @Test
  void takesWholeNumbersOfAnyKind() throws ParameterException {
    assertThat(schema.defaults().with("second", 42).seed("second")).isEqualTo(42);
    assertThat(schema.defaults().with("second", 42.0).seed("second")).isEqualTo(42);
    assertThat(schema.defaults().with("second", 7L).areDefaults()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1000000000000000000", "1.5", "one", "", "1e3", "NaN"})
  void refusesWhatIsNoSeed(String text) {
    assertThatThrownBy(() -> seed.parse(text))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(
            "Second takes a seed, a whole number from 0 to 999999999999999999, not ");
  }

  @Test
  void refusesValuesAndDefaultsThatAreNoSeeds() {
    for (Object value : new Object[] {1.5, -1, "42", Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> seed.check(value)).isInstanceOf(ParameterException.class);
    }
    assertThatThrownBy(() -> new SeedParameter(seed.info(), -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysOfWhatItIsTheSeed() throws ParameterException {
    assertThat(seed.face()).as("nobody said that it is a face").isEmpty();

    SeedParameter drawn = seed.ofFace();
    assertThat(drawn.face()).contains(new SeedParameter.DrawnFace(Optional.empty()));
    SeedParameter truncated = seed.ofFace("psi");
    assertThat(truncated.face()).contains(new SeedParameter.DrawnFace(Optional.of("psi")));
    for (SeedParameter face : List.of(drawn, truncated)) {
      assertThat(face.info()).isEqualTo(seed.info());
      assertThat(face.defaultSeed()).isEqualTo(7);
      assertThat(face.parse("42")).isEqualTo(42);
    }
  }

  @Test
  void aFaceIsTruncatedByANumberOfItsSchemaOrByNone() {
    SeedParameter truncated = seed.ofFace("psi");
    NumberParameter psi = NumberParameter.of(ParameterInfo.of("psi", "Psi", ""), 0, 1, 0.8);

    assertThat(new ParameterSchema(List.of(truncated, psi)).find("second")).contains(truncated);
    assertThat(new ParameterSchema(List.of(seed.ofFace())).find("second")).contains(seed.ofFace());
    assertThatThrownBy(() -> new ParameterSchema(List.of(truncated)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'second' is truncated by 'psi'");
    FlagParameter flag = new FlagParameter(psi.info(), true);
    assertThatThrownBy(() -> new ParameterSchema(List.of(truncated, flag)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no number of the same schema");
  }
}
