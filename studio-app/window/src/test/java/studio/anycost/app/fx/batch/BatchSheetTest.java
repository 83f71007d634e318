package studio.anycost.app.fx.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Preset;
import studio.anycost.app.document.Recipe;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;
import studio.anycost.app.photo.PhotoReader;
import studio.anycost.app.preset.PresetFolder;

/** The edits at hand on many faces, asked for in the window. */
@ExtendWith(ApplicationExtension.class)
class BatchSheetTest {
  @TempDir Path folder;
  private SyntheticBackend backend;
  private StudioFixture studio;

  @Start
  void start(Stage stage) {
    backend = new SyntheticBackend(List.of(new SyntheticEdit()));
    studio = new StudioFixture(backend, folder.resolve("preferences.json"), stage);
  }

  @AfterEach
  void close() {
    studio.close();
    backend.close();
  }

  private void open() {
    studio.robot().press(KeyCode.CONTROL, KeyCode.M).release(KeyCode.M, KeyCode.CONTROL);
    studio.awaitShown("batch-start");
  }

  private Path pictures() throws IOException {
    Path pictures = Files.createDirectories(folder.resolve("pictures"));
    studio.answers().choose(pictures);
    studio.fire("batch-save-in");
    return pictures;
  }

  private void type(String seeds) {
    studio.fx(
        () -> {
          studio.node("batch-seeds", TextField.class).setText(seeds);
          return null;
        });
  }

  private String text(String id) {
    return studio.fx(() -> studio.node(id, Label.class).getText());
  }

  private static List<String> names(Path pictures) throws IOException {
    try (Stream<Path> files = Files.list(pictures)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void batchesRunOneAfterTheOther() throws IOException {
    open();
    Path pictures = pictures();
    backend.holdLoading(Optional.of(SyntheticBackend.Step.BATCHING));
    type("3-5");
    studio.fire("batch-start");
    studio.awaitShown("batch-0-stop");
    type("8");
    studio.fire("batch-start");
    studio.awaitShown("batch-1-remove");
    assertThat(text("batch-1-state")).contains("Waits");

    backend.holdLoading(Optional.empty());

    studio.await("both are made", () -> text("batch-1-state").contains("1 picture made"));
    assertThat(text("batch-0-state")).contains("3 pictures made");
    assertThat(names(pictures))
        .contains("seed0003.png", "seed0004.png", "seed0005.png", "seed0008.png");
  }

  @Test
  void aPresetIsAppliedInThePlaceOfTheEditsAtHand() throws IOException {
    new PresetFolder(folder.resolve("presets"))
        .add(
            new Preset(
                "Grin",
                new Recipe(
                    List.of(
                        EditStep.written("synthetic", Map.of("Smiling", "0.5", "Tail", "1"))))));
    open();
    ComboBox<?> what = studio.node("batch-what", ComboBox.class);
    studio.await("it is offered", () -> what.getItems().size() == 2);
    assertThat(text("batch-edits")).startsWith("None");
    studio.fx(
        () -> {
          what.getSelectionModel().select(1);
          return null;
        });
    assertThat(text("batch-edits")).startsWith("Smiling 0.5. ").contains("do not know Tail");

    Path pictures = pictures();
    type("3");
    studio.fire("batch-start");
    studio.await("it is made", () -> text("batch-0-state").contains("1 picture made"));
    PortraitDocument grinning =
        studio
            .fx(() -> studio.documents().get())
            .withBase(new BaseStyle.Seed(3))
            .withStep(EditStep.written("synthetic", Map.of("Smiling", "0.5")));
    assertThat(new PhotoReader().read(pictures.resolve("seed0003.png")).pixels().toArray())
        .isEqualTo(backend.renderFull(grinning, TaskContext.none()).toArray());
  }

  @Test
  void tellsWhatIsMissingAndWhatFailed() throws IOException {
    open();
    assertThat(studio.fx(() -> studio.node("batch-start", Button.class).isDisabled())).isTrue();
    pictures();
    assertThat(studio.fx(() -> studio.node("batch-start", Button.class).isDisabled())).isFalse();
    type("9-");
    assertThat(text("batch-obstacle")).contains("9-");
    assertThat(studio.fx(() -> studio.node("batch-start", Button.class).isDisabled())).isTrue();

    studio.robot().clickOn(studio.node("batch-source-1", ToggleButton.class));
    assertThat(text("batch-obstacle")).contains("photos");
    Path photos = Files.createDirectories(folder.resolve("photos"));
    Files.writeString(photos.resolve("a.jpg"), "no photo");
    studio.answers().choose(photos);
    studio.fire("batch-photos");
    studio.answers().choose(photos.resolve("..").resolve("photos"));
    studio.fire("batch-save-in");
    assertThat(text("batch-obstacle"))
        .isEqualTo("The pictures need another folder than the photos.");
    assertThat(studio.fx(() -> studio.node("batch-start", Button.class).isDisabled())).isTrue();
    pictures();
    studio.fire("batch-start");

    studio.await("it is told", () -> text("batch-0-state").contains("1 failed"));
    studio.await(
        "with the reason",
        () ->
            studio.robot().lookup(".notice .label").queryAllAs(Labeled.class).stream()
                .anyMatch(label -> label.getText().contains("There is no face in it.")));
  }
}
