package studio.anycost.app.fx.preset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Preset;
import studio.anycost.app.document.PresetFile;
import studio.anycost.app.document.Recipe;
import studio.anycost.app.fx.state.AnimationState;
import studio.anycost.app.fx.state.PresetState;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;
import studio.anycost.app.preset.PresetFolder;
import studio.anycost.app.preset.StoredPreset;

/** Presets in the real window: kept, shown, applied, and taken from one studio to another. */
@ExtendWith(ApplicationExtension.class)
class PresetsTest {
  @TempDir Path folder;
  private SyntheticBackend backend;
  private StudioFixture studio;
  private FxRobot robot;

  @Start
  void start(Stage stage) {
    backend = new SyntheticBackend(List.of(new SyntheticEdit()));
    studio = new StudioFixture(backend, folder.resolve("preferences.json"), stage);
    robot = studio.robot();
  }

  @BeforeEach
  void awaitPanels() {
    studio.awaitPanels();
    studio.unfold("presets");
  }

  @AfterEach
  void close() {
    studio.close();
    backend.close();
  }

  private static Recipe recipe(String key, String value) {
    return new Recipe(List.of(EditStep.written("synthetic", Map.of(key, value))));
  }

  private void edit(String key, String value) {
    studio.fx(
        () -> {
          studio.documents().change("Edit", document -> document.withRecipe(recipe(key, value)));
          return null;
        });
  }

  private PortraitDocument document() {
    return studio.fx(() -> studio.documents().get());
  }

  private List<String> names() {
    return studio.fx(
        () ->
            studio.get(PresetState.class).presetsProperty().get().stream()
                .map(StoredPreset::name)
                .toList());
  }

  private List<StoredPreset> inHome() {
    return new PresetFolder(folder.resolve("presets")).list().presets();
  }

  private boolean isFocused(String id) {
    return studio.fx(() -> studio.node(id, Node.class).isFocused());
  }

  private boolean isTold(String words) {
    return studio.fx(
        () ->
            robot.lookup(".notice .label").queryAllAs(Labeled.class).stream()
                .anyMatch(label -> label.getText().contains(words)));
  }

  @Test
  void tellsHowManyCannotBeReadAndWhy() throws IOException {
    assertThat(studio.isShown("presets-unreadable")).isFalse();
    Path presets = Files.createDirectories(folder.resolve("presets"));
    Files.writeString(presets.resolve("one.anycostpreset"), "{");
    Files.writeString(presets.resolve("two.anycostpreset"), "{\"format\":\"another\"}");

    studio.fx(
        () -> {
          studio.get(PresetState.class).refresh();
          return null;
        });

    studio.awaitShown("presets-unreadable");
    Label told = studio.node("presets-unreadable", Label.class);
    assertThat(told.getText()).isEqualTo("2 presets could not be read.");
    assertThat(told.getTooltip().getText()).contains("one.anycostpreset", "two.anycostpreset");
  }

  @Test
  void aPresetIsKeptSeenOnAnotherFaceAndAppliedInOneStep() {
    edit("Smiling", "0.5");
    robot.clickOn("#presets-keep");
    studio.awaitShown("preset-0-name");
    robot.write("Grin\n");
    studio.await("it has its name", () -> names().equals(List.of("Grin")));
    assertThat(inHome())
        .singleElement()
        .extracting(StoredPreset::preset)
        .isEqualTo(new Preset("Grin", recipe("Smiling", "0.5")));

    edit("Young", "1.0");
    robot.clickOn("#new-face");
    PortraitDocument face = document();
    int[] before = studio.awaitFullPicture().image().toArray();
    int entries = studio.historySize();
    robot.moveTo("#preset-0-apply");
    studio.awaitOtherPicture(before);
    assertThat(studio.fx(() -> studio.node("presets-hint", Label.class).getText()))
        .isEqualTo("On the picture: Grin. Press to apply.");
    assertThat(document()).as("to look changes nothing").isEqualTo(face);
    assertThat(studio.historySize()).isEqualTo(entries);
    robot.moveTo("#portrait");
    studio.awaitPicture(before);

    // The keyboard shows it, too.
    robot.clickOn("#presets-keep").type(KeyCode.ESCAPE);
    studio.await("one more", () -> names().size() == 2);
    robot.moveTo("#portrait");
    studio.awaitPicture(before);
    studio.fx(
        () -> {
          studio.node("presets-keep", Node.class).requestFocus();
          return null;
        });
    // What a pane holds comes before the keys of its heading.
    for (int i = 0; i < 6 && !isFocused("preset-0-apply"); i++) {
      robot.press(KeyCode.SHIFT).type(KeyCode.TAB).release(KeyCode.SHIFT);
    }
    studio.awaitOtherPicture(before);
    robot.type(KeyCode.ENTER);
    assertThat(studio.historySize()).isEqualTo(entries + 1);
    assertThat(studio.historyLabel(entries)).isEqualTo("Preset Grin");
    assertThat(document().recipe())
        .as("what it does not name stays")
        .isEqualTo(
            new Recipe(
                List.of(EditStep.written("synthetic", Map.of("Smiling", "0.5", "Young", "1.0")))));
    robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
    assertThat(document()).isEqualTo(face);
  }

  private double rowTop(int index) {
    return studio.laidOut(
        () -> {
          Node row = studio.node("preset-" + index + "-apply", Node.class);
          return row.localToScreen(row.getBoundsInLocal()).getMinY();
        });
  }

  private String hint() {
    return studio.fx(() -> studio.node("presets-hint", Label.class).getText());
  }

  /** Whoever points at a row presses it a moment later. */
  @Test
  void noRowMovesWhileItIsPointedAt() throws IOException {
    String longName = "Smiling and older with blond hair and a beard in the sun";
    studio.fx(
        () -> studio.get(PresetState.class).add(new Preset("Grin", recipe("Smiling", "1.0"))));
    studio.fx(
        () -> studio.get(PresetState.class).add(new Preset(longName, recipe("Young", "1.0"))));
    // The narrowest window has the narrowest column, in which the hint wraps.
    studio.fx(
        () -> {
          studio.stage().setWidth(studio.stage().getMinWidth());
          return null;
        });
    robot.moveTo("#portrait").interact(() -> {});
    List<Double> before = List.of(rowTop(0), rowTop(1));
    String resting = hint();
    for (int row = 0; row < 2; row++) {
      robot.moveTo("#preset-" + row + "-apply");
      studio.await("it is told", () -> hint().startsWith("On the picture"));
      robot.interact(() -> {});
      assertThat(List.of(rowTop(0), rowTop(1))).as(hint()).isEqualTo(before);
      robot.moveTo("#portrait");
      studio.await("that is over", () -> hint().equals(resting));
    }
    assertThat(List.of(rowTop(0), rowTop(1))).isEqualTo(before);
  }

  @Test
  void itsMenuTakesAPresetNeitherOffThePictureNorLeavesItThere() throws IOException {
    studio.fx(
        () -> studio.get(PresetState.class).add(new Preset("Grin", recipe("Smiling", "1.0"))));
    String resting = hint();
    robot.moveTo("#preset-0-apply");
    studio.await("it is shown", () -> hint().startsWith("On the picture: Grin"));
    robot.clickOn("#preset-0-more");
    studio.await("its menu is open", () -> robot.lookup("Rename").tryQuery().isPresent());
    robot.moveTo("Rename");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(hint()).as("while a line of its menu is chosen").startsWith("On the picture");
    robot.type(KeyCode.ESCAPE);
    studio.await("the menu is closed", () -> robot.lookup("Rename").tryQuery().isEmpty());
    robot.moveTo("#portrait");
    studio.await("that is over", () -> hint().equals(resting));

    // Who leaves while it is open is elsewhere when it closes.
    robot.moveTo("#preset-0-apply").clickOn("#preset-0-more");
    studio.await("its menu is open", () -> robot.lookup("Rename").tryQuery().isPresent());
    robot.moveTo("#portrait").type(KeyCode.ESCAPE);
    robot.moveBy(5, 5);
    studio.await("that is over, too", () -> hint().equals(resting));
    robot.moveTo("#preset-0-apply");
    studio.await("it comes back", () -> hint().startsWith("On the picture: Grin"));
  }

  @Test
  void appliedAloneAPresetPutsAllElseBack() throws IOException {
    studio.fx(
        () -> studio.get(PresetState.class).add(new Preset("Grin", recipe("Smiling", "1.0"))));
    edit("Young", "1.0");
    int entries = studio.historySize();
    robot.moveTo("#preset-0-apply").clickOn("#preset-0-more");
    robot.clickOn("Apply alone, all other sliders back");
    assertThat(document().recipe()).isEqualTo(recipe("Smiling", "1.0"));
    assertThat(studio.historySize()).as("in one step").isEqualTo(entries + 1);
  }

  @Test
  void aPresetOfWhichNothingFitsChangesNothingAndSaysWhy() throws IOException {
    studio.fx(() -> studio.get(PresetState.class).add(new Preset("Odd", recipe("Smiling", "NaN"))));
    edit("Young", "1.0");
    int entries = studio.historySize();
    robot.clickOn("#preset-0-apply");
    studio.await("it is told", () -> isTold("Nothing of the preset fits here"));
    assertThat(isTold("Smiling takes a number")).as("with the reason").isTrue();
    robot.clickOn("#preset-0-more").clickOn("Apply alone, all other sliders back");
    assertThat(document().recipe()).isEqualTo(recipe("Young", "1.0"));
    assertThat(studio.historySize()).isEqualTo(entries);
  }

  @Test
  void aPresetIsSeenInThePlaceOfAFrameToo() throws IOException {
    studio.fx(
        () -> studio.get(PresetState.class).add(new Preset("Grin", recipe("Smiling", "1.0"))));
    AnimationState animation = studio.get(AnimationState.class);
    studio.fx(
        () -> {
          animation.keys().addAll(backend.newPortrait(1, 0.5), backend.newPortrait(2, 0.5));
          return null;
        });
    studio.await("it can be played", () -> animation.framesProperty().get().isPresent());
    PortraitDocument frame =
        studio.fx(
            () -> {
              animation.show(3, false);
              animation.playingProperty().set(true);
              return animation.framesProperty().get().orElseThrow().document(3);
            });
    robot.moveTo("#preset-0-apply");
    studio.await(
        "the preset is shown",
        () -> studio.node("presets-hint", Label.class).getText().startsWith("On the picture"));
    assertThat(studio.fx(() -> animation.playingProperty().get())).as("it waits").isFalse();
    PortraitDocument grin = document().withRecipe(recipe("Smiling", "1.0"));
    studio.awaitPicture(backend.renderFull(grin, TaskContext.none()).toArray());
    studio.fx(
        () -> {
          animation.show(3, false); // wherever it was when it was stopped
          return null;
        });
    robot.moveTo("#portrait");
    studio.await("it goes on", () -> animation.playingProperty().get());
    studio.fx(
        () -> {
          animation.playingProperty().set(false);
          animation.show(3, false);
          return null;
        });
    studio.awaitPicture(backend.renderFull(frame, TaskContext.none()).toArray());
  }

  @Test
  void thePresetsScrollAwayWithTheSliders() {
    Node presets = studio.node("presets", Node.class);
    ScrollPane inspector = studio.node("inspector", ScrollPane.class);
    double before = studio.laidOut(() -> presets.localToScene(0, 0).getY());
    studio.fx(
        () -> {
          studio.stage().setHeight(420);
          return null;
        });
    studio.await(
        "there is something to scroll",
        () ->
            inspector.getViewportBounds().getHeight()
                < inspector.getContent().getLayoutBounds().getHeight());
    studio.fx(
        () -> {
          inspector.setVvalue(1);
          return null;
        });
    studio.await("they are above", () -> presets.localToScene(0, 0).getY() < before);
  }

  @Test
  void presetsAreRenamedDeletedWithUndoExportedAndImported() throws IOException {
    Path given = folder.resolve("given.anycostpreset");
    PresetFile.write(
        given,
        new Preset(
            "Given",
            new Recipe(
                List.of(
                    EditStep.written("synthetic", Map.of("Smiling", "0.5", "Tail", "1")),
                    EditStep.written("org.example.mix", Map.of("amount", "1"))))));
    studio.answers().choose(given);
    robot.clickOn("#presets-import");
    robot.clickOn("#presets-import");
    studio.await("twice, told apart", () -> names().equals(List.of("Given", "Given 2")));

    robot.clickOn("#preset-0-apply");
    assertThat(document().recipe()).isEqualTo(recipe("Smiling", "0.5"));
    assertThat(isTold("do not know Tail, org.example.mix.amount: left out of the preset 'Given'."))
        .isTrue();

    robot.type(KeyCode.F2).write("Mine\n");
    studio.await("it is renamed", () -> names().equals(List.of("Given 2", "Mine")));
    List<StoredPreset> both = inHome();
    robot.moveTo("#preset-1-apply").clickOn("#preset-1-more").clickOn("Delete");
    studio.await("it is gone", () -> names().equals(List.of("Given 2")));
    assertThat(inHome()).hasSize(1);
    robot.clickOn("Undo");
    studio.await("it is back", () -> names().equals(List.of("Given 2", "Mine")));
    assertThat(inHome()).isEqualTo(both);

    Path exported = folder.resolve("out");
    studio.answers().choose(exported);
    robot.moveTo("#preset-1-apply").clickOn("#preset-1-more").clickOn("Export\u2026");
    assertThat(PresetFile.read(folder.resolve("out.anycostpreset")).name()).isEqualTo("Mine");

    // Another studio on the same home keeps one; it is seen when somebody looks again.
    new PresetFolder(folder.resolve("presets")).add(new Preset("Hers", recipe("Male", "-1.0")));
    studio.fx(
        () -> {
          studio.get(PresetState.class).refresh();
          return null;
        });
    studio.await("it is there", () -> names().equals(List.of("Given 2", "Hers", "Mine")));

    studio.answers().choose(folder.resolve("preferences.json"));
    robot.clickOn("#presets-import");
    studio.await("it is told", () -> isTold("is no preset that can be read"));
  }
}
