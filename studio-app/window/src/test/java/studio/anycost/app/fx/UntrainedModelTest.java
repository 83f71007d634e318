package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
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
import studio.anycost.api.model.ChannelTable;
import studio.anycost.app.fx.state.ComparisonState;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;
import studio.anycost.app.preview.UniformGrid;
import studio.anycost.app.settings.PreferenceStore;
import studio.anycost.models.bundle.Consistency;

/**
 * A model whose narrow sub-generators differ by 80 %, in the real window. Under its cap most ratios
 * mean the full width up to 32 px, so that nine of sixteen places are usable.
 */
@ExtendWith(ApplicationExtension.class)
class UntrainedModelTest {
  private static final PseudoClass UNTRAINED = PseudoClass.getPseudoClass("untrained");

  @TempDir Path folder;
  private SyntheticBackend backend;
  private StudioFixture studio;
  private FxRobot robot;

  @Start
  void start(Stage stage) {
    backend = new SyntheticBackend(List.of(new SyntheticEdit()));
    List<Consistency.Entry> entries = new ArrayList<>();
    for (double ratio : ChannelTable.RATIOS) {
      for (int resolution : backend.model().channels().highestResolutions()) {
        entries.add(Consistency.Entry.measured(ratio, resolution, ratio < 1 ? 0.8 : 0.1));
      }
    }
    backend.setConsistency(new Consistency(Consistency.Origin.MEASURED, entries));
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

  private void awaitComparison() {
    studio.await(
        "the comparison is complete",
        () ->
            !studio.get(ComparisonState.class).runningProperty().get()
                && !studio.isShown("comparison-count"));
  }

  private boolean isUntrained(String button) {
    ToggleButton node = studio.node(button, ToggleButton.class);
    return studio.fx(() -> node.getPseudoClassStates().contains(UNTRAINED));
  }

  private long usable() {
    return studio.fx(
        () ->
            studio.get(ModelState.class).gridProperty().get().places().stream()
                .filter(UniformGrid.Place::usable)
                .count());
  }

  private void setDifference(String percent) {
    robot.press(KeyCode.SHORTCUT).type(KeyCode.COMMA).release(KeyCode.SHORTCUT);
    studio.awaitShown("preferences");
    studio.type("#preferences-difference-value", percent + "\n");
    robot.type(KeyCode.ESCAPE);
  }

  @Test
  void sideBySideSaysWhatTheModelWasNotTrainedForAndRendersTheRest() {
    studio.awaitFullPicture();
    int before = backend.comparedCells();
    robot.type(KeyCode.G);
    awaitComparison();

    for (int column = 2; column < 4; column++) {
      assertThat(studio.node("cell-3-" + column + "-ms", Label.class).getText()).endsWith(" ms");
      assertThat(studio.isShown("cell-3-" + column + "-remark")).isFalse();
      Label remark = studio.node("cell-1-" + column + "-remark", Label.class);
      assertThat(studio.isShown(remark.getId())).isTrue();
      assertThat(remark.getText()).isEqualTo("Not trained for this");
      assertThat(studio.node("cell-1-" + column, Button.class).getTooltip().getText())
          .contains("differ from the full ones by 80 %");
    }
    assertThat(backend.comparedCells() - before).isEqualTo(9);
  }

  @Test
  void theChoosersOfThePreviewMarkItToo() {
    studio.awaitFullPicture();
    studio.unfold("preview-panel");
    studio.awaitShown("preview-mode-1");
    robot.clickOn("#preview-mode-1");
    assertThat(isUntrained("preview-ratio-0")).isTrue();
    assertThat(isUntrained("preview-ratio-2")).isTrue();
    assertThat(isUntrained("preview-ratio-3")).isFalse();
    assertThat(isUntrained("preview-resolution-0")).isFalse();
    assertThat(studio.node("preview-ratio-0", ToggleButton.class).getTooltip().getText())
        .startsWith("This model was not trained for 0.25 \u00d7");

    robot.clickOn("#preview-ratio-0");
    studio.await(
        "the panel says so",
        () ->
            studio
                .node("preview-hint", Label.class)
                .getText()
                .startsWith("This model was not trained for 0.25 \u00d7"));
    assertThat(isUntrained("preview-resolution-2")).isTrue();
    assertThat(isUntrained("preview-resolution-0")).as("the same channels").isFalse();
  }

  @Test
  void thePreferenceDecidesAtOnceAndIsRemembered() {
    studio.awaitFullPicture();
    assertThat(usable()).isEqualTo(9);
    robot.type(KeyCode.G);
    awaitComparison();
    int before = backend.comparedCells();

    setDifference("85");
    studio.await(
        "it is stored",
        () ->
            new PreferenceStore(folder.resolve("preferences.json")).get().mostDifference() == 0.85);
    assertThat(usable()).isEqualTo(16);
    studio.await("all are compared anew", () -> backend.comparedCells() >= before + 16);
    awaitComparison();
    assertThat(studio.isShown("cell-0-3-remark")).isFalse();

    setDifference("5");
    studio.await("only the full one is left", () -> usable() == 1);
    assertThat(studio.node("preview-hint", Label.class).getText())
        .isEqualTo("This model was trained for the full picture alone: every preview is one.");
    awaitComparison();
  }
}
