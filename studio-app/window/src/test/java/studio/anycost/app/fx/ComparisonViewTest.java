package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
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
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.fx.state.ComparisonState;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;
import studio.anycost.app.preview.PreviewMode;

/** The 4 x 4 grid of sub-generators in the real window. */
@ExtendWith(ApplicationExtension.class)
class ComparisonViewTest {
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
    backend.holdComparison(false);
    studio.close();
    backend.close();
  }

  private String time(int row, int column) {
    return studio.node("cell-" + row + "-" + column + "-ms", Label.class).getText();
  }

  private void awaitComparison() {
    studio.await(
        "all cells are there",
        () ->
            !studio.get(ComparisonState.class).runningProperty().get()
                && !studio.isShown("comparison-count"));
  }

  @Test
  void fillsAllCellsAndUsesTheClickedOneAsPreview() {
    studio.awaitFullPicture();
    robot.type(KeyCode.G);
    awaitComparison();

    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 4; column++) {
        assertThat(time(row, column)).as("cell %s, %s", row, column).endsWith(" ms");
      }
    }
    SubGenerator expected = backend.model().channels().subGenerator(0.5, 64);
    robot.clickOn("#cell-1-2");

    studio.awaitShown("portrait");
    studio.await(
        "the clicked sub-generator is on the screen",
        () ->
            studio
                .get(PreviewState.class)
                .frameProperty()
                .get()
                .filter(frame -> frame.subGenerator().equals(expected))
                .isPresent());
    assertThat(studio.fx(() -> studio.get(PreviewState.class).modeProperty().get()))
        .isEqualTo(new PreviewMode.Fixed(expected));
    assertThat(studio.isShown("comparison")).isFalse();
  }

  @Test
  void stopsWhenCancelledAndContinues() {
    studio.awaitFullPicture();
    backend.holdComparison(true);
    robot.clickOn("#view-mode-2");
    studio.awaitShown("comparison-cancel");

    robot.clickOn("#comparison-cancel");
    studio.await("it stopped", () -> !studio.get(ComparisonState.class).runningProperty().get());
    backend.holdComparison(false);
    assertThat(time(3, 3)).isEqualTo("\u2026");
    robot.clickOn("#comparison-continue");

    awaitComparison();
    assertThat(time(3, 3)).endsWith(" ms");
  }

  @Test
  void comparesTheEditedFace() {
    studio.awaitFullPicture();
    robot.clickOn("#view-mode-2");
    awaitComparison();
    int runs = backend.comparedCells();

    robot.doubleClickOn("#edit-synthetic-Smiling-value").write("1\n");

    studio.await("all cells are rendered again", () -> backend.comparedCells() >= runs + 16);
    awaitComparison();
  }

  @Test
  void saysWhyAComparisonFailed() {
    studio.awaitFullPicture();
    backend.failRenders(Optional.of("The runtime ran out of memory."));
    robot.clickOn("#view-mode-2");

    studio.awaitShown("comparison-problem");
    assertThat(studio.node("comparison-problem", Label.class).getText())
        .contains("The runtime ran out of memory.");
  }
}
