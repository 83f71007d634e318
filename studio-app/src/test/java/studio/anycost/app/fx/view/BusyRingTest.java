package studio.anycost.app.fx.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Pulses are what an animation costs: a window in which nothing moves has none. */
@ExtendWith(ApplicationExtension.class)
@Timeout(60)
class BusyRingTest {
  private static final int QUIET_MS = 300;
  private static final int SOME = 5;

  private final AtomicInteger pulses = new AtomicInteger();
  private Stage stage;
  private StackPane place;

  @Start
  void start(Stage stage) {
    this.stage = stage;
    place = new StackPane();
    place.getChildren().add(BusyRing.in(place, 16));
    stage.setScene(counted(new StackPane(place)));
    stage.show();
  }

  private Scene counted(StackPane root) {
    Scene scene = new Scene(root, 100, 100);
    scene.addPostLayoutPulseListener(pulses::incrementAndGet);
    return scene;
  }

  private void awaitPulses() throws InterruptedException {
    int before = pulses.get();
    while (pulses.get() < before + SOME) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  /** Layout and drawing settle first. */
  private void awaitQuiet() throws InterruptedException {
    int before;
    do {
      before = pulses.get();
      TimeUnit.MILLISECONDS.sleep(QUIET_MS);
    } while (pulses.get() > before);
  }

  private static void fx(Runnable action) {
    Platform.runLater(action);
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void turnsOnlyWhileItsPlaceIsVisible() throws InterruptedException {
    awaitPulses();
    fx(() -> place.setVisible(false));
    awaitQuiet();
    fx(() -> place.setVisible(true));
    awaitPulses();
  }

  @Test
  void stopsWhenItsSceneIsLeft() throws InterruptedException {
    awaitPulses();
    StackPane next = new StackPane();
    fx(() -> stage.setScene(counted(next)));
    awaitQuiet();
    assertThat(place.getChildren().get(0).isVisible()).isFalse();
  }
}
