package studio.anycost.app.fx.view;

import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/** Whether something can be seen, so that nothing is made for what cannot. JavaFX thread only. */
public final class Showing {
  private static final ObservableValue<Boolean> HIDDEN = new SimpleBooleanProperty(false);

  private Showing() {}

  /**
   * Whether a node is in a scene, visible, and in nothing that is invisible or folded. What is
   * scrolled away counts as shown.
   */
  public static ObservableValue<Boolean> of(Node node) {
    return node.sceneProperty().flatMap(scene -> visible(node)).orElse(false);
  }

  private static ObservableValue<Boolean> visible(Node node) {
    return node.visibleProperty()
        .flatMap(
            visible ->
                visible ? node.parentProperty().flatMap(Showing::visible).orElse(true) : HIDDEN);
  }
}
