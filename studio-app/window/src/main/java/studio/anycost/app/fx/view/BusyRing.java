package studio.anycost.app.fx.view;

import atlantafx.base.controls.RingProgressIndicator;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Window;

/** Makes rings that turn while somebody can see them. */
public final class BusyRing {
  private BusyRing() {}

  /**
   * A ring for a place that is shown while something is being done. The library's own ring turns on
   * when the place is hidden or its scene was left, and wakes the whole window 60 times a second.
   *
   * @param size side in pixels
   * @param place an ancestor that is made visible and invisible
   */
  public static RingProgressIndicator in(Node place, double size) {
    RingProgressIndicator ring = new RingProgressIndicator(-1);
    ring.setMinSize(size, size);
    ring.setPrefSize(size, size);
    ObservableValue<Boolean> onScreen =
        ring.sceneProperty()
            .flatMap(Scene::windowProperty)
            .flatMap(Window::showingProperty)
            .orElse(false);
    ring.visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> place.isVisible() && onScreen.getValue(), place.visibleProperty(), onScreen));
    return ring;
  }
}
