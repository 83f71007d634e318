package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;

/** Where the keyboard is when something opens and closes, and what keeps Escape from closing. */
@ExtendWith(ApplicationExtension.class)
class KeyboardPlaceTest {
  @TempDir Path folder;
  private SyntheticBackend backend;
  private StudioFixture studio;
  private ViewState views;

  @Start
  void start(Stage stage) {
    backend = new SyntheticBackend(List.of(new SyntheticEdit()));
    studio = new StudioFixture(backend, folder.resolve("preferences.json"), stage);
    views = studio.get(ViewState.class);
  }

  @BeforeEach
  void awaitPanels() {
    studio.awaitPanels();
    studio.awaitFullPicture();
  }

  @AfterEach
  void close() {
    studio.close();
    backend.close();
  }

  private void run(Runnable action) {
    studio.fx(
        () -> {
          action.run();
          return null;
        });
  }

  private Node focused() {
    return studio.fx(() -> studio.stage().getScene().getFocusOwner());
  }

  private boolean isFocusIn(String id) {
    return studio.fx(
        () -> {
          Node place = studio.stage().getScene().lookup("#" + id);
          return place != null && place.isFocusWithin();
        });
  }

  @Test
  void everyDrawerTakesTheKeyboardAndGivesItBack() {
    Node before = studio.node("new-face", Node.class);
    for (ViewState.Drawer drawer : ViewState.Drawer.values()) {
      run(before::requestFocus);
      run(() -> views.drawerProperty().set(Optional.of(drawer)));
      studio.await("the keyboard is in " + drawer, () -> isFocusIn("drawer"));
      studio.robot().type(KeyCode.ESCAPE);
      studio.await(drawer + " is closed", () -> views.drawerProperty().get().isEmpty());
      assertThat(focused()).as("after %s", drawer).isSameAs(before);
    }
  }

  @Test
  void fromDrawerToDrawerAndBackToWhereOneWasFirst() {
    Node before = studio.node("new-face", Node.class);
    run(before::requestFocus);
    run(() -> views.toggle(ViewState.Drawer.PREFERENCES));
    run(() -> views.toggle(ViewState.Drawer.HELP));
    assertThat(isFocusIn("help")).isTrue();
    run(views::closeDrawer);
    assertThat(focused()).isSameAs(before);

    run(() -> views.toggle(ViewState.Drawer.PREFERENCES));
    Node elsewhere = studio.node("seed", Node.class);
    run(elsewhere::requestFocus);
    run(views::closeDrawer);
    assertThat(focused()).as("who went elsewhere stays there").isSameAs(elsewhere);
  }

  @Test
  void sideBySideTakesTheKeyboardAndGivesItBack() {
    Node before = studio.node("new-face", Node.class);
    run(before::requestFocus);
    studio.robot().type(KeyCode.G);
    studio.await("the keyboard is in it", () -> isFocusIn("comparison"));
    studio.robot().type(KeyCode.ESCAPE);
    studio.await("it is left", () -> views.modeProperty().get() == ViewState.Mode.SINGLE);
    assertThat(focused()).isSameAs(before);
  }

  @Test
  void escapeLeavesSideBySideWhereverTheMouseRests() {
    for (String rest : List.of("#export", ".grid-cell", "#new-face")) {
      run(() -> views.modeProperty().set(ViewState.Mode.COMPARISON));
      studio.awaitShown("comparison-grid");
      studio.robot().moveTo(rest).moveBy(1, 1);
      studio.await("a tip is shown at " + rest, KeyboardPlaceTest::isTipShown);
      studio.robot().type(KeyCode.ESCAPE);
      studio.await(
          "it is left at " + rest, () -> views.modeProperty().get() == ViewState.Mode.SINGLE);
      studio.robot().moveTo("#portrait");
    }
  }

  private static boolean isTipShown() {
    return Window.getWindows().stream().anyMatch(Tooltip.class::isInstance);
  }
}
