package studio.anycost.api.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import studio.anycost.api.parameter.ChoiceParameter.Option;

class SelectionParameterTest {
  private static final SelectionParameter KEEP =
      SelectionParameter.of(
          ParameterInfo.of("keep", "Keep", ""),
          List.of(
              new Option("Young", "Young"), new Option("Male", "Male"), new Option("5_o", "5 o")));

  @Test
  void readsWhatPeopleTypeInAnyOrderAndCase() throws ParameterException {
    assertThat(KEEP.parse(" male , Young,")).containsExactly("Young", "Male");
    assertThat(KEEP.parse("")).isEmpty();
    assertThat(KEEP.parse(KEEP.format(List.of("Young", "5_o")))).containsExactly("Young", "5_o");
  }

  @Test
  void namesWhatThereIsForWhatThereIsNot() {
    assertThatThrownBy(() -> KEEP.parse("Young,Bald"))
        .isInstanceOf(ParameterException.class)
        .hasMessage("Keep takes some of Young, Male, 5_o, not 'Bald'.");
    assertThatThrownBy(() -> KEEP.check(List.of(3))).isInstanceOf(ParameterException.class);
    assertThatThrownBy(
            () -> SelectionParameter.of(ParameterInfo.of("a", "A", ""), List.of()).parse("b"))
        .hasMessage("A has nothing to choose from here, so leave 'b' out.");
  }

  @Test
  void aKeyHoldsNoComma() {
    assertThatThrownBy(
            () ->
                SelectionParameter.of(
                    ParameterInfo.of("a", "A", ""), List.of(new Option("b,c", "B"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void valuesHoldASelectionAsText() throws ParameterException {
    ParameterValues values =
        new ParameterSchema(List.of(KEEP)).defaults().with("keep", List.of("Male", "Young"));

    assertThat(values.selection("keep")).containsExactly("Young", "Male");
    assertThat(values.toText()).containsEntry("keep", "Young,Male");
    assertThat(values.with("keep", List.of()).areDefaults()).isTrue();
  }
}
