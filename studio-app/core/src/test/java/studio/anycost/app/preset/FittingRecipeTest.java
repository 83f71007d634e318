package studio.anycost.app.preset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.Recipe;
import studio.anycost.app.engine.Offered;

class FittingRecipeTest {
  private static final ParameterSchema SCHEMA =
      new ParameterSchema(
          List.of(
              NumberParameter.of(ParameterInfo.of("Smiling", "Smiling", ""), -3, 3, 0)
                  .withUsual(-1, 1),
              NumberParameter.of(ParameterInfo.of("Brown_Hair", "Brown Hair", ""), -1, 1, 0)));
  private static final List<Offered<Edit>> EDITS =
      List.of(new Offered<Edit>(new NoEdit(), new NoEdit().info(), SCHEMA));

  private static final class NoEdit implements Edit {
    @Override
    public ContributionInfo info() {
      return new ContributionInfo("boundary-editing", "Attributes", "", 100);
    }

    @Override
    public ParameterSchema parameters(GeneratorDescription generator) {
      return SCHEMA;
    }

    @Override
    public StyleCode apply(StyleCode input, ParameterValues values, Generator generator) {
      return input;
    }
  }

  private static Recipe recipe(String... keysAndValues) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return new Recipe(List.of(EditStep.written("boundary-editing", values)));
  }

  @Test
  void whatIsNotKnownIsLeftOutAndToldInOneSentence() {
    List<EditStep> steps =
        new ArrayList<>(recipe("Smiling", "1.5", "Hat", "1", "Brown_Hair", "2").steps());
    steps.add(EditStep.written("org.example.mix", Map.of("amount", "0.5")));

    FittingRecipe fitting = FittingRecipe.of(new Recipe(steps), EDITS);

    assertThat(fitting.recipe()).isEqualTo(recipe("Smiling", "1.5"));
    assertThat(fitting.leftOut("Smile"))
        .contains(
            "The open model and its plugins do not know Hat, org.example.mix.amount: left out of the"
                + " preset 'Smile'. Brown Hair takes a number from -1.0 to 1.0, not 2. Left out of"
                + " the preset 'Smile'.");
    assertThat(FittingRecipe.of(recipe("Smiling", "1"), EDITS).leftOut("Smile")).isEmpty();
    String[] many = new String[14];
    for (int i = 0; i < many.length; i++) {
      many[i] = i % 2 == 0 ? "Hat" + i : "1";
    }
    assertThat(FittingRecipe.of(recipe(many), EDITS).leftOut("Hats").orElseThrow())
        .contains("Hat8 and 2 more");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "abc", "1e308"})
  void aValueThatIsRefusedIsToldWithTheReason(String value) {
    FittingRecipe nothing = FittingRecipe.of(recipe("Smiling", value), EDITS);

    assertThat(nothing.isNothing()).isTrue();
    assertThat(nothing.unknown()).isEmpty();
    assertThat(nothing.leftOut("Smile").orElseThrow())
        .startsWith("Smiling takes a number from -3")
        .contains(value)
        .endsWith("Left out of the preset 'Smile'.");
    assertThat(FittingRecipe.of(recipe("Smiling", value, "Brown_Hair", "1"), EDITS).isNothing())
        .isFalse();
    assertThat(FittingRecipe.of(Recipe.EMPTY, EDITS).isNothing()).isFalse();
    FittingRecipe usual = FittingRecipe.of(recipe("Smiling", "0", "Brown_Hair", value), EDITS);
    assertThat(usual.taken()).as("as every face has it, but it fits").isEqualTo(1);
    assertThat(usual.isNothing()).isFalse();
  }

  @Test
  void aloneItPutsBackWhatItDoesNotNameButNothingLockedOrUnknown() {
    Recipe below =
        recipe("Smiling", "-0.5", "Brown_Hair", "1")
            .with(EditStep.written("org.example.mix", Map.of("amount", "0.5")));
    FittingRecipe smile = FittingRecipe.of(recipe("Smiling", "1"), EDITS);

    assertThat(smile.alone(below, EDITS, Map.of()).steps())
        .containsExactly(recipe("Smiling", "1.0").steps().get(0), below.steps().get(1));
    assertThat(smile.alone(below, EDITS, Map.of("boundary-editing", Set.of("Brown_Hair"))).steps())
        .containsExactly(
            recipe("Smiling", "1.0", "Brown_Hair", "1.0").steps().get(0), below.steps().get(1));
    assertThat(smile.alone(Recipe.EMPTY, EDITS, Map.of())).isEqualTo(recipe("Smiling", "1.0"));
  }

  @Test
  void whatItDoesNotNameAndWhatIsLockedStayAsTheyWere() {
    Recipe below =
        recipe("Smiling", "-0.5", "Unknown", "1")
            .with(EditStep.written("org.example.mix", Map.of("amount", "0.5")));
    FittingRecipe brown = FittingRecipe.of(recipe("Brown_Hair", "0.5", "Smiling", "1"), EDITS);

    assertThat(brown.over(below, EDITS, Map.of("boundary-editing", Set.of("Smiling"))).steps())
        .containsExactly(
            recipe("Smiling", "-0.5", "Brown_Hair", "0.5").steps().get(0), below.steps().get(1));
    assertThat(brown.over(Recipe.EMPTY, EDITS, Map.of()))
        .isEqualTo(recipe("Smiling", "1.0", "Brown_Hair", "0.5"));
  }
}
