package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.support.NoTools;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;
import studio.anycost.app.settings.PreferenceStore;

/** The hints of the first start. */
@ExtendWith(ApplicationExtension.class)
class FirstStepsTest {
  @TempDir Path folder;
  private SyntheticBackend backend;
  private StudioFixture studio;
  private FxRobot robot;

  @Start
  void start(Stage stage) {
    backend = new SyntheticBackend(List.of(new SyntheticEdit()));
    studio =
        new StudioFixture(backend, new NoTools(), folder.resolve("preferences.json"), stage, true);
    robot = studio.robot();
  }

  @AfterEach
  void close() {
    studio.close();
    backend.close();
  }

  private boolean seen() {
    return new PreferenceStore(folder.resolve("preferences.json")).get().toured();
  }

  private void change(Runnable what) {
    studio.fx(
        () -> {
          what.run();
          return null;
        });
  }

  private Bounds inScene(Node node) {
    return studio.laidOut(() -> node.localToScene(node.getLayoutBounds()));
  }

  private void awaitHint(int number) {
    studio.await(
        "hint " + number,
        () ->
            studio.isShown("tour-card")
                && studio.node("tour-count", Label.class).getText().startsWith(number + " of 3"));
  }

  @Test
  void threeHintsAreShownOnceAndTheKeyboardGoesThroughThem() {
    awaitHint(1);
    Button next = studio.node("tour-next", Button.class);
    for (int hint = 1; hint <= 3; hint++) {
      awaitHint(hint);
      String said = studio.fx(next::getAccessibleText);
      assertThat(said)
          .contains("Hint " + hint + " of 3")
          .contains(studio.node("tour-title", Label.class).getText())
          .contains(studio.node("tour-text", Label.class).getText());
      assertThat(studio.fx(() -> studio.stage().getScene().getFocusOwner())).isEqualTo(next);
      Bounds card = inScene(studio.node("tour-card", Node.class));
      assertThat(card.getMinX()).isGreaterThanOrEqualTo(0);
      assertThat(card.getMaxX()).isLessThanOrEqualTo(studio.stage().getScene().getWidth());
      assertThat(card.getMaxY()).isLessThanOrEqualTo(studio.stage().getScene().getHeight());
      assertThat(seen()).isFalse();
      robot.type(KeyCode.SPACE);
    }
    studio.await("they are over", () -> !studio.isShown("tour-card"));
    assertThat(seen()).isTrue();

    // Not again by themselves, but from the menu.
    change(
        () -> {
          studio.shell().close();
          studio =
              new StudioFixture(
                  backend, new NoTools(), folder.resolve("preferences.json"), studio.stage(), true);
        });
    studio.awaitPanels();
    studio.awaitFullPicture();
    assertThat(studio.isShown("tour-card")).isFalse();
    robot.press(KeyCode.SHORTCUT).type(KeyCode.K).release(KeyCode.SHORTCUT);
    robot.write("first steps").type(KeyCode.ENTER);
    awaitHint(1);
    robot.type(KeyCode.ESCAPE);
    studio.await("Esc skips them", () -> !studio.isShown("tour-card"));
  }

  @Test
  void theyWaitWhileSomethingIsAskedAndStayWhateverIsClicked() {
    awaitHint(1);
    Notices notices = studio.get(Notices.class);
    Notice question =
        Notice.question("Was not saved", "Bring it back?").offering("Bring it back", () -> {});
    change(() -> notices.show(question));
    assertThat(studio.isShown("tour-card")).as("a question goes first").isFalse();
    change(() -> notices.dismiss(question));
    awaitHint(1);
    change(() -> studio.get(ViewState.class).toggle(ViewState.Drawer.PREFERENCES));
    assertThat(studio.isShown("tour-card")).as("nothing lies over a sheet").isFalse();
    change(() -> studio.get(ViewState.class).closeDrawer());
    awaitHint(1);
    assertThat(seen()).as("nobody has skipped them yet").isFalse();

    studio.awaitPanels();
    robot.clickOn("#view-mode-1");
    assertThat(studio.fx(() -> studio.get(ViewState.class).modeProperty().get()))
        .as("the click did what it does")
        .isEqualTo(ViewState.Mode.SPLIT);
    robot.clickOn("#portrait");
    assertThat(studio.isShown("tour-card")).as("and the hint is still there").isTrue();
    assertThat(seen()).isFalse();
    studio.fire("tour-skip");
    studio.await("they are over", () -> !studio.isShown("tour-card"));
    assertThat(seen()).isTrue();
  }

  @Test
  void whatIsPointedAtIsFramedWithinTheWindow() {
    awaitHint(1);
    for (int hint = 1; hint <= 3; hint++) {
      awaitHint(hint);
      Bounds ring = inScene(studio.fx(() -> studio.stage().getScene().lookup(".tour-ring")));
      assertThat(ring.getWidth()).isPositive();
      assertThat(ring.getMinX()).isGreaterThanOrEqualTo(0);
      assertThat(ring.getMinY()).isGreaterThanOrEqualTo(0);
      assertThat(ring.getMaxX()).isLessThanOrEqualTo(studio.stage().getScene().getWidth());
      assertThat(ring.getMaxY()).isLessThanOrEqualTo(studio.stage().getScene().getHeight());
      studio.fire("tour-next");
    }
  }
}
