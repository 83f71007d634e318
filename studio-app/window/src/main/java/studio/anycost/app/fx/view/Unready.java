package studio.anycost.app.fx.view;

import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.util.Duration;

/**
 * Keeps what appears by itself from taking a click that was meant for what was there before. JavaFX
 * thread only.
 */
public final class Unready {
  /** Nobody sees something new, and decides to click it, sooner. */
  static final Duration TIME = Duration.millis(400);

  private Unready() {}

  /**
   * From now on the mouse meets nothing of a node in the first moments after it becomes visible.
   */
  public static void atFirst(Node node) {
    PauseTransition time = new PauseTransition(TIME);
    time.setOnFinished(event -> node.setMouseTransparent(false));
    node.visibleProperty()
        .addListener(
            (observable, old, shown) -> {
              node.setMouseTransparent(shown);
              if (shown) {
                time.playFromStart();
              } else {
                time.stop();
              }
            });
  }
}
