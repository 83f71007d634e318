package studio.anycost.app.fx.view;

import atlantafx.base.controls.RingProgressIndicator;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Window;

/** Makes rings that turn while somebody can see them. */
public final class BusyRing {
  private BusyRing() {}

  /**
   * A ring for a place that is shown while something is being done. The library's own ring turns on
   * when the place is hidden or its scene was left, and wakes the whole window 60 times a second.
   * Where nothing may move by itself a sign stands in its place.
   *
   * @param size side in pixels
   * @param place an ancestor that is made visible and invisible
   */
  public static StackPane in(Node place, double size) {
    RingProgressIndicator ring = new RingProgressIndicator(-1);
    ring.setMinSize(size, size);
    ring.setPrefSize(size, size);
    Node still = Icons.of(Signs.BUSY);
    StackPane both = new StackPane(ring, still);
    ObservableValue<Boolean> onScreen =
        both.sceneProperty()
            .flatMap(Scene::windowProperty)
            .flatMap(Window::showingProperty)
            .orElse(false);
    BooleanBinding shown =
        Bindings.createBooleanBinding(
            () -> place.isVisible() && onScreen.getValue(), place.visibleProperty(), onScreen);
    both.visibleProperty().bind(shown);
    // Asked each time it is shown: the choice may be another one by then.
    ring.visibleProperty()
        .bind(Bindings.createBooleanBinding(() -> shown.get() && Motions.allowedOn(both), shown));
    still.visibleProperty().bind(ring.visibleProperty().not());
    return both;
  }
}
