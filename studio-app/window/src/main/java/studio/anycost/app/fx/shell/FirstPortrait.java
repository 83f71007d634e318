package studio.anycost.app.fx.shell;

import javafx.animation.PauseTransition;
import javafx.beans.InvalidationListener;
import javafx.scene.Scene;
import javafx.util.Duration;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.view.Pulses;

/**
 * Tells when the first portrait, or why there is none, has reached the screen; after a second
 * without either, too. JavaFX thread only.
 */
final class FirstPortrait implements AutoCloseable {
  private static final Duration PATIENCE = Duration.seconds(1);

  /**
   * What has been drawn reaches the screen by the JavaFX thread again, which has to be free for a
   * moment.
   */
  private static final Duration DRAWING = Duration.millis(100);

  private final PreviewState preview;
  private final Scene scene;
  private final PauseTransition patience = new PauseTransition(PATIENCE);
  private final PauseTransition drawing = new PauseTransition(DRAWING);
  private final InvalidationListener listener = observable -> look();

  /**
   * Waits from now on.
   *
   * @param scene that the portrait is in
   * @param then run once, unless this is closed before
   */
  FirstPortrait(PreviewState preview, Scene scene, Runnable then) {
    this.preview = preview;
    this.scene = scene;
    drawing.setOnFinished(event -> then.run());
    patience.setOnFinished(event -> arrived());
    patience.play();
    preview.frameProperty().addListener(listener);
    preview.failureProperty().addListener(listener);
    look();
  }

  private void look() {
    if (preview.frameProperty().get().isPresent() || preview.failureProperty().get().isPresent()) {
      arrived();
    }
  }

  private void arrived() {
    stopWaiting();
    Pulses.afterNext(scene, drawing::play);
  }

  private void stopWaiting() {
    preview.frameProperty().removeListener(listener);
    preview.failureProperty().removeListener(listener);
    patience.stop();
  }

  /** Waits no longer. */
  @Override
  public void close() {
    stopWaiting();
    drawing.stop();
  }
}
