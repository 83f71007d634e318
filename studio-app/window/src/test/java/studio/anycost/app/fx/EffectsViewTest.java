package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.fx.parameter.Gesture;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.EffectsState;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;

/** What the edits change, in the real window. */
@ExtendWith(ApplicationExtension.class)
class EffectsViewTest {
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

  private void edit(boolean moving) {
    robot.interact(
        () ->
            studio
                .get(DocumentState.class)
                .change(
                    "Edit",
                    new Gesture(7, moving),
                    document ->
                        document.withStep(EditStep.written("synthetic", Map.of("Smiling", "1")))));
  }

  private EffectsState.Effects effects() {
    return studio.get(EffectsState.class).effectsProperty().get();
  }

  @Test
  void asksOnlyWhileSomebodyLooksAndSortsByChange() {
    edit(false);
    assertThat(backend.questions()).isEmpty();

    robot.interact(() -> studio.node("effects", TitledPane.class).setExpanded(true));
    studio.await("the full pictures were looked at", () -> effects().exact());

    SubGenerator full = backend.model().channels().full();
    assertThat(backend.questions()).containsExactly(full);
    assertThat(studio.node("effect-Warm", Label.class).getText()).isEqualTo("+50");
    assertThat(studio.isShown("effect-Round")).isFalse();

    robot.interact(() -> studio.node("effects-all", CheckBox.class).fire());
    assertThat(studio.node("effect-Round", Label.class).getText()).isEqualTo("+0");
  }

  @Test
  void asksACheapSubGeneratorWhileAHandMoves() {
    robot.interact(() -> studio.node("effects", TitledPane.class).setExpanded(true));
    studio.await("the full pictures were looked at", () -> effects().exact());
    assertThat(studio.node("effects-hint", Label.class).getText()).contains("no difference");
    studio.await(
        "one line takes the room of one line",
        () -> {
          double height = studio.node("effects-scroll", ScrollPane.class).getHeight();
          return height > 0 && height < 60;
        });

    edit(true);
    studio.await("something changed", () -> studio.isShown("effect-Warm"));
    assertThat(effects().exact()).isFalse();
    SubGenerator full = backend.model().channels().full();
    List<SubGenerator> asked = backend.questions();
    assertThat(asked.get(asked.size() - 1)).isNotEqualTo(full);

    edit(false);
    studio.await("the full pictures were looked at", () -> effects().exact());
    assertThat(asked.get(asked.size() - 1)).isEqualTo(full);
  }
}
