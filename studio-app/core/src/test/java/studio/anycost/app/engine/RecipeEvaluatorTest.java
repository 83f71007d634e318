package studio.anycost.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Recipe;
import studio.anycost.app.document.SeedNumbers;

class RecipeEvaluatorTest {
  private final TableGenerator generator = new TableGenerator();
  private final AddEdit first = new AddEdit("first", 1, 1, "add");
  private final AddEdit second = new AddEdit("second", 2, 2, "add", "more");
  private final RecipeEvaluator evaluator = evaluator();

  private RecipeEvaluator evaluator() {
    return new RecipeEvaluator(
        generator,
        List.of(
            first.contribution(generator.description()),
            second.contribution(generator.description())));
  }

  private static PortraitDocument document(long seed, double psi, EditStep... steps) {
    return new PortraitDocument(
        "id", new BaseStyle.Seed(seed, psi), Noise.FIXED, new Recipe(List.of(steps)));
  }

  private static EditStep step(String edit, String... keysAndValues) {
    EditStep step = EditStep.written(edit, Map.of());
    for (int i = 0; i < keysAndValues.length; i += 2) {
      step = step.with(keysAndValues[i], keysAndValues[i + 1]);
    }
    return step;
  }

  @Test
  void truncatesTowardsTheMeanBeforeAnyEdit() {
    StyleCode code = evaluator.evaluate(document(20, 0.5, step("first", "add", "100")));
    assertThat(code.style(0)).containsExactly(15 + 100, 0.5f + 100);
    assertThat(code.count()).isEqualTo(TableGenerator.STYLES);
  }

  @Test
  void aSeedOfOthersIsMappedFromTheirNumbers() {
    BaseStyle numpy = new BaseStyle.Seed(7, 1, SeedNumbers.NUMPY);
    StyleCode code =
        evaluator.evaluate(new PortraitDocument("id", numpy, Noise.FIXED, Recipe.EMPTY));
    assertThat(code.style(3)).containsExactly(1.6905256509780884f, -0.46593737602233887f);
    assertThat(evaluator.evaluate(document(7, 1)).style(3)).containsExactly(7, 1);
  }

  @Test
  void theOrderOfTheContributionsCountsNotThatOfTheRecipe() {
    EditStep one = step("first", "add", "3");
    EditStep two = step("second", "add", "1");
    float expected = (20 + 3) * 2 + 1;
    assertThat(evaluator.evaluate(document(20, 1, one, two)).get(0, 0)).isEqualTo(expected);
    assertThat(evaluator().evaluate(document(20, 1, two, one)).get(0, 0)).isEqualTo(expected);
  }

  @Test
  void whatIsUnknownChangesNothingAndIsNamed() {
    PortraitDocument document =
        document(
            20,
            1,
            step("future", "wobble", "1"),
            step("first", "add", "3", "gone", "1"),
            step("second", "add", "1000", "more", "2"));
    assertThat(evaluator.evaluate(document).get(0, 0)).isEqualTo((20 + 3) * 2 + 2);
    assertThat(evaluator.problems(document))
        .hasSize(3)
        .anySatisfy(text -> assertThat(text).contains("'future'"))
        .anySatisfy(text -> assertThat(text).contains("first.gone"))
        .anySatisfy(text -> assertThat(text).contains("second.add").contains("-100"));
    assertThat(evaluator.problems(document(20, 1, step("first", "add", "3")))).isEmpty();
  }

  @Test
  void onlyWhatComesAfterTheChangeIsEvaluatedAgain() {
    EditStep one = step("first", "add", "3");
    for (int i = 1; i <= 10; i++) {
      evaluator.evaluate(document(20, 1, one, step("second", "add", String.valueOf(i))));
    }
    assertThat(generator.mapped()).containsExactly(20L);
    assertThat(first.calls()).isEqualTo(1);
    assertThat(second.calls()).isEqualTo(10);
  }

  @Test
  void rememberingNeverChangesAResult() {
    Random random = new Random(5);
    for (int i = 0; i < 500; i++) {
      EditStep one = step("first", "add", String.valueOf(random.nextInt(3)));
      EditStep two = step("second", "more", String.valueOf(random.nextInt(3)));
      PortraitDocument document =
          switch (random.nextInt(4)) {
            case 0 -> document(random.nextInt(3), 1);
            case 1 -> document(random.nextInt(3), 0.5, one);
            case 2 -> document(random.nextInt(3), 1, two);
            default -> document(random.nextInt(3), 1, one, two);
          };
      assertThat(evaluator.evaluate(document)).isEqualTo(evaluator().evaluate(document));
    }
  }

  @Test
  void aCodeOfAnotherShapeIsRefusedWithASentence() {
    PortraitDocument document =
        document(1, 1)
            .withBase(
                new BaseStyle.Given(StyleCode.broadcast(new float[] {1, 2, 3}, 9), 1, "w.npy"));
    assertThatThrownBy(() -> evaluator.evaluate(document))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("9 styles of 3 values")
        .hasMessageContaining("4 of 2");
  }
}
