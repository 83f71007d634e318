package studio.anycost.app.fx.view;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** A ring that is not visible does not turn, and wakes nobody. */
@ExtendWith(ApplicationExtension.class)
class BusyRingTest {
  private Stage stage;
  private StackPane place;
  private Node ring;

  @Start
  void start(Stage stage) {
    this.stage = stage;
    place = new StackPane();
    ring = BusyRing.in(place, 16);
    place.getChildren().add(ring);
    stage.setScene(new Scene(new StackPane(place), 100, 100));
    stage.show();
  }

  private static void fx(Runnable action) {
    Platform.runLater(action);
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void isVisibleOnlyWhileItsPlaceIs() {
    assertThat(ring.isVisible()).isTrue();
    fx(() -> place.setVisible(false));
    assertThat(ring.isVisible()).isFalse();
    fx(() -> place.setVisible(true));
    assertThat(ring.isVisible()).isTrue();
  }

  @Test
  void isNotVisibleWhenItsSceneIsLeft() {
    fx(() -> stage.setScene(new Scene(new StackPane(), 100, 100)));
    assertThat(place.isVisible()).isTrue();
    assertThat(ring.isVisible()).isFalse();
  }
}
