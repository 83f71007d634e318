package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.support.SmallScreens;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;
import studio.anycost.app.fx.support.SyntheticMixing;
import studio.anycost.app.settings.PreferenceStore;

/** The window on small screens, and at scales that make a screen small. */
@ExtendWith(ApplicationExtension.class)
class SmallScreenTest {
  @TempDir Path folder;
  private SyntheticBackend backend;
  private StudioFixture studio;

  @Start
  void start(Stage stage) {
    backend = new SyntheticBackend(List.of(new SyntheticEdit(), new SyntheticMixing()));
    studio = new StudioFixture(backend, folder.resolve("preferences.json"), stage);
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

  private Bounds inScene(String id) {
    Node node = studio.node(id, Node.class);
    return studio.laidOut(() -> node.localToScene(node.getLayoutBounds()));
  }

  private void resize(double width, double height) {
    studio.fx(
        () -> {
          Stage stage = studio.stage();
          stage.setMinWidth(0);
          stage.setMinHeight(0);
          stage.setWidth(width);
          stage.setHeight(height);
          return null;
        });
    studio.await(
        "the window has that size",
        () ->
            Math.abs(studio.stage().getScene().getHeight() - height) < 60
                && !studio.stage().getScene().getRoot().isNeedsLayout());
  }

  /**
   * The least that the window lets itself be made, less than 1920x1080 at 200 %, and a small one.
   */
  @Test
  void nothingIsCutOffInAnyViewOrSheet() {
    studio.awaitFullPicture();
    assertThat(SmallScreens.faults(studio)).isEmpty();
  }

  /** 1920x1080 at 200 %, and less than a small laptop has. */
  @ParameterizedTest
  @CsvSource({"960,540", "1280,700"})
  void everythingIsWithinTheWindow(double width, double height) {
    resize(width, height);
    studio.await(
        "the panels have followed",
        () -> {
          Node status = studio.stage().getScene().lookup("#status-bar");
          return status.localToScene(status.getLayoutBounds()).getMaxY()
              <= studio.stage().getScene().getHeight() + 0.5;
        });

    double right = studio.fx(() -> studio.stage().getScene().getWidth());
    for (String id : List.of("left-column", "columns", "inspector", "status-bar", "zoom-bar")) {
      Bounds bounds = inScene(id);
      assertThat(bounds.getMinX()).as("left of %s", id).isGreaterThanOrEqualTo(-0.5);
      assertThat(bounds.getMaxX()).as("right of %s", id).isLessThanOrEqualTo(right + 0.5);
      assertThat(bounds.getMinY()).as("top of %s", id).isGreaterThanOrEqualTo(-0.5);
    }
    assertThat(inScene("view-mode").getMaxX())
        .as("the choice of the view beside the icons")
        .isLessThanOrEqualTo(inScene("animation-toggle").getMinX());
    assertThat(inScene("new-face").getMinY()).isGreaterThan(0);
    assertThat(inScene("portrait").getHeight()).isGreaterThan(250);
  }

  @Test
  void theLeastSizeFitsAScreenThatIsScaledAndPanelsMakeRoom() {
    assertThat(studio.fx(() -> studio.stage().getMinWidth())).isBetween(800.0, 900.0);
    assertThat(studio.fx(() -> studio.stage().getMinHeight())).isBetween(500.0, 540.0);
    resize(900, 600);
    double before = inScene("portrait").getWidth();
    for (String key : List.of("panel-left-toggle", "panel-right-toggle")) {
      studio.fire(key);
    }
    studio.await("the picture has the room", () -> inScene("portrait").getWidth() > 850);
    assertThat(studio.isShown("new-face")).isFalse();
    assertThat(studio.node("columns", Node.class).lookup("#inspector")).isNull();
    studio.fire("panel-left-toggle");
    studio.fire("panel-right-toggle");
    studio.await("it is as before", () -> Math.abs(inScene("portrait").getWidth() - before) < 2);
    PreferenceStore store = new PreferenceStore(folder.resolve("preferences.json"));
    assertThat(store.get().unfolded()).containsEntry("panel-left", true);
  }

  @Test
  void aSheetStandsBesideTheSlidersWhereThereIsRoom() {
    resize(1280, 760);
    studio.fx(
        () -> {
          studio.get(ViewState.class).toggle(ViewState.Drawer.PREFERENCES);
          return null;
        });
    studio.await(
        "it leaves the sliders free",
        () -> inScene("preferences").getMaxX() <= inScene("inspector").getMinX() + 1);
    studio.await(
        "and the picture",
        () -> inScene("portrait").getMaxX() <= inScene("preferences").getMinX() + 1);
    resize(900, 600);
    studio.await(
        "in a small window it lies over them",
        () -> inScene("preferences").getMaxX() > studio.stage().getScene().getWidth() - 1);
  }

  @Test
  void thePreferencesKeepAScaleForTheNextStart() {
    studio.fx(
        () -> {
          studio.get(ViewState.class).toggle(ViewState.Drawer.PREFERENCES);
          return null;
        });
    studio.awaitShown("preferences-scale");
    studio.fx(
        () -> {
          ((ToggleButton) studio.stage().getScene().lookup("#preferences-scale-3")).fire();
          return null;
        });

    PreferenceStore store = new PreferenceStore(folder.resolve("preferences.json"));
    assertThat(store.problem()).isEmpty();
    assertThat(store.get().scalePercent()).isEqualTo(OptionalInt.of(150));
  }
}
