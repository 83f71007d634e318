package studio.anycost.app.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.Noise;

class DocumentModelTest {
  private final PortraitDocument start =
      new PortraitDocument("id", new BaseStyle.Seed(7, 1), Noise.FIXED, Recipe.EMPTY);
  private final DocumentModel model = new DocumentModel(start);

  private PortraitDocument smiling(String value) {
    return start.withStep(EditStep.written("boundary-editing", Map.of("Smiling", value)));
  }

  @Test
  void isDirtyUntilSavedAndCleanAgainWhenUndoneToTheSavedState() {
    assertThat(model.isDirty()).isFalse();
    model.apply(smiling("0.4"), "Smiling +0.40");
    assertThat(model.isDirty()).isTrue();
    model.markSaved(model.document(), Variants.NONE, Path.of("a.anycost"));
    assertThat(model.isDirty()).isFalse();
    assertThat(model.file()).contains(Path.of("a.anycost"));
    model.apply(smiling("0.5"), "Smiling +0.50");
    model.undo();
    assertThat(model.isDirty()).isFalse();
    model.undo();
    assertThat(model.isDirty()).isTrue();
  }

  @Test
  void aChangeDuringSavingStaysUnsaved() {
    PortraitDocument beingSaved = smiling("0.4");
    model.apply(beingSaved, "Smiling +0.40");
    model.apply(smiling("0.5"), "Smiling +0.50");
    model.markSaved(beingSaved, Variants.NONE, Path.of("a.anycost"));
    assertThat(model.isDirty()).isTrue();
  }

  @Test
  void whatWasUndoneIsUnsavedUntilItIsSavedToo() {
    assertThat(model.hasUnsavedPast()).isFalse();
    model.apply(smiling("0.4"), "Smiling +0.40");
    model.markSaved(model.document(), Variants.NONE, Path.of("a.anycost"));
    assertThat(model.hasUnsavedPast()).isFalse();
    model.undo();
    model.redo();
    assertThat(model.hasUnsavedPast()).as("the file holds both states").isFalse();

    model.apply(smiling("0.5"), "Smiling +0.50");
    model.undo();
    assertThat(model.isDirty()).isFalse();
    assertThat(model.hasUnsavedPast()).isTrue();
    model.apply(smiling("0.6"), "Smiling +0.60");
    model.undo();
    assertThat(model.hasUnsavedPast()).as("and as a branch").isTrue();
    model.markSaved(model.document(), Variants.NONE, Path.of("a.anycost"));
    assertThat(model.hasUnsavedPast()).isFalse();

    // A drag that comes back to where it began has tried nothing.
    model.applyMerging(smiling("0.7"), "Smiling", "drag");
    model.applyMerging(smiling("0.4"), "Smiling", "drag");
    assertThat(model.hasUnsavedPast()).isFalse();
    model.startAgain(model.tree(), Variants.NONE);
    assertThat(model.isDirty()).isFalse();
    assertThat(model.hasUnsavedPast()).as("it has no file").isTrue();
    model.startNew(start);
    assertThat(model.hasUnsavedPast()).isFalse();
  }

  @Test
  void openingStartsANewHistory() {
    model.apply(smiling("0.4"), "Smiling +0.40");
    model.startOpened(
        HistoryTree.of(smiling("1"), "Open b"), Variants.NONE, Path.of("folder", "b.anycost"));
    assertThat(model.canUndo()).isFalse();
    assertThat(model.isDirty()).isFalse();
    assertThat(model.entries().get(0).label()).isEqualTo("Open b");
  }

  @Test
  void whatIsOpenedOrBroughtBackWithItsHistoryGoesOnWithIt() {
    model.apply(smiling("0.4"), "Smiling +0.40");
    model.apply(smiling("0.5"), "Smiling +0.50");
    model.undo();
    HistoryTree<PortraitDocument> past = model.tree();
    DocumentModel other = new DocumentModel(start);
    other.startOpened(past, Variants.NONE, Path.of("b.anycost"));
    assertThat(other.document()).isEqualTo(smiling("0.4"));
    assertThat(other.isDirty()).isFalse();
    other.redo();
    assertThat(other.document()).isEqualTo(smiling("0.5"));
    assertThat(other.isDirty()).isTrue();
    other.startRecovered(past, Variants.NONE, java.util.Optional.of(Path.of("b.anycost")));
    assertThat(other.isDirty()).isTrue();
    assertThat(other.undoLabel()).contains("Smiling +0.40");
  }

  @Test
  void variantsAreSavedWithTheDocumentAndAreNoStepsOfItsHistory() {
    Variants one = Variants.NONE.kept(smiling("0.4"));
    model.keep(one);
    assertThat(model.isDirty()).isTrue();
    assertThat(model.canUndo()).isFalse();
    model.markSaved(start, one, Path.of("a.anycost"));
    assertThat(model.isDirty()).isFalse();
    model.keep(Variants.NONE);
    assertThat(model.isDirty()).isTrue();
    model.keep(one);
    assertThat(model.isDirty()).isFalse();
    model.startNew(start);
    assertThat(model.variants()).isEqualTo(Variants.NONE);
    model.startOpened(HistoryTree.of(start, "Open"), one, Path.of("a.anycost"));
    assertThat(model.variants()).isEqualTo(one);
    assertThat(model.isDirty()).isFalse();
  }

  @Test
  void listenersHearEveryChangeUntilRemoved() {
    AtomicInteger heard = new AtomicInteger();
    DocumentModel.Listener listener = m -> heard.incrementAndGet();
    model.addListener(listener);
    model.applyMerging(smiling("0.1"), "Smiling +0.10", "s");
    model.applyMerging(smiling("0.2"), "Smiling +0.20", "s");
    model.undo();
    assertThat(heard).hasValue(3);
    model.removeListener(listener);
    model.redo();
    assertThat(heard).hasValue(3);
  }

  @Test
  void aRecipeHoldsOneStepPerEditInPlaceAndNoEmptyOnes() {
    Recipe recipe =
        Recipe.EMPTY
            .with(EditStep.written("one", Map.of("a", "1")))
            .with(EditStep.written("two", Map.of("b", "2")))
            .with(EditStep.written("one", Map.of("a", "3")));
    assertThat(recipe.steps()).extracting(EditStep::editId).containsExactly("one", "two");
    assertThat(recipe.step("one").orElseThrow().values().texts()).containsEntry("a", "3");
    assertThat(recipe.with(EditStep.written("one", Map.of())).steps())
        .extracting(EditStep::editId)
        .containsExactly("two");
  }
}
