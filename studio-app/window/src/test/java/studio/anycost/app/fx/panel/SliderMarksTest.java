package studio.anycost.app.fx.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
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
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Preset;
import studio.anycost.app.document.Recipe;
import studio.anycost.app.fx.command.PresetCommands;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;
import studio.anycost.app.preset.StoredPreset;
import studio.anycost.app.settings.SliderMarkStore;
import studio.anycost.app.settings.SliderMarks;

/** Stars and locks of sliders, and the draw that locks are for, in the real window. */
@ExtendWith(ApplicationExtension.class)
class SliderMarksTest {
  private static final String ID = "edit-synthetic";

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
  }

  @AfterEach
  void close() {
    studio.close();
    backend.close();
  }

  private SliderMarks inHome() throws IOException {
    return new SliderMarkStore(folder.resolve("sliders"))
        .read("synthetic", backend.model().identity());
  }

  private PortraitDocument document() {
    return studio.fx(() -> studio.documents().get());
  }

  private Map<String, String> values() {
    return document()
        .recipe()
        .step("synthetic")
        .map(step -> step.values().texts())
        .orElse(Map.of());
  }

  private double top(String id) {
    Node node = studio.node(id, Node.class);
    return studio.laidOut(() -> node.localToScene(node.getBoundsInLocal()).getMinY());
  }

  private void focus(String key) {
    Slider slider = studio.node(ID + "-" + key + "-slider", Slider.class);
    studio.fx(
        () -> {
          slider.requestFocus();
          return null;
        });
  }

  @Test
  void starsAndLocksAreSeenNearARowAndStayWhenTheyAreSet() throws IOException {
    assertThat(studio.isShown(ID + "-Young-star")).isFalse();
    robot.moveTo("#" + ID + "-Young-label");
    studio.awaitShown(ID + "-Young-star");
    assertThat(studio.node(ID + "-Young-lock", ToggleButton.class).getAccessibleText())
        .isEqualTo("Lock: Young");
    robot.clickOn("#" + ID + "-Young-star");
    studio.awaitShown(ID + "-favourites");
    studio.await("it stands first", () -> top(ID + "-Young-label") < top(ID + "-Smiling-label"));
    assertThat(inHome().favourites()).containsExactly("Young");
    robot.moveTo("#portrait");
    focus("Smiling");
    studio.await("nobody is near", () -> !studio.isShown(ID + "-Young-lock"));
    assertThat(studio.isShown(ID + "-Young-star")).as("it is set").isTrue();

    // The same by keys, which the slider keeps while the row moves.
    focus("Male");
    studio.awaitShown(ID + "-Male-star");
    robot.write("*");
    studio.await("two", () -> inHome().favourites().size() == 2);
    assertThat(studio.fx(() -> studio.node(ID + "-Male-slider", Slider.class).isFocused()))
        .isTrue();
    robot.type(KeyCode.L);
    studio.await("it is locked", () -> inHome().locked().contains("Male"));
    robot.write("*");
    studio.await("it is no favourite", () -> inHome().favourites().size() == 1);
    assertThat(studio.isShown(ID + "-Male-lock")).isTrue();
    assertThat(top(ID + "-Male-label")).isGreaterThan(top(ID + "-Smiling-label"));
  }

  @Test
  void lockedSlidersStayWhateverMovesManyAtOnce() throws IOException {
    studio.fx(
        () -> {
          studio
              .documents()
              .change(
                  "Edit",
                  document ->
                      document.withStep(
                          EditStep.written(
                              "synthetic", Map.of("Smiling", "0.35", "Young", "0.9"))));
          return null;
        });
    focus("Smiling");
    robot.type(KeyCode.L);
    PortraitDocument before = document();
    int entries = studio.historySize();

    robot.clickOn("#" + ID + "-surprise");
    assertThat(studio.historySize()).isEqualTo(entries + 1);
    assertThat(studio.historyLabel(entries)).isEqualTo("Surprise me");
    assertThat(values()).containsEntry("Smiling", "0.35").hasSizeBetween(3, 5);
    PortraitDocument drawn = document();
    robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
    assertThat(document()).isEqualTo(before);
    robot.press(KeyCode.CONTROL).type(KeyCode.Y).release(KeyCode.CONTROL);
    assertThat(document()).as("exactly the same again").isEqualTo(drawn);
    robot.press(KeyCode.SHIFT).type(KeyCode.R).release(KeyCode.SHIFT);
    assertThat(document()).isNotEqualTo(drawn);

    robot.clickOn("#" + ID + "-reset-all");
    assertThat(values()).isEqualTo(Map.of("Smiling", "0.35"));
    assertThat(studio.node(ID + "-reset-all", Button.class).isVisible())
        .as("nothing is left to reset")
        .isFalse();

    StoredPreset preset =
        new StoredPreset(
            folder.resolve("a.anycostpreset"),
            new Preset(
                "Other",
                new Recipe(
                    List.of(
                        EditStep.written("synthetic", Map.of("Smiling", "1.0", "Male", "1.0"))))));
    studio.fx(
        () -> {
          studio.get(PresetCommands.class).apply(preset);
          return null;
        });
    assertThat(values()).isEqualTo(Map.of("Smiling", "0.35", "Male", "1.0"));
    assertThat(
            studio.fx(
                () ->
                    robot.lookup(".notice .label").queryAllAs(Labeled.class).stream()
                        .anyMatch(
                            label ->
                                label.getText().equals("Locked, and left as it is: Smiling."))))
        .isTrue();

    robot.clickOn("#" + ID + "-reset-all");
    focus("Smiling");
    robot.type(KeyCode.L);
    studio.awaitShown(ID + "-reset-all");
  }
}
