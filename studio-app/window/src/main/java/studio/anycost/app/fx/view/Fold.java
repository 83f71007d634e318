package studio.anycost.app.fx.view;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.TitledPane;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.VBox;

/** A part of a panel that folds away. */
public final class Fold {
  /**
   * A titled pane cuts off what leaves it, and thumbs of sliders do at either end: it reaches so
   * far beyond the panel, and the style sheet takes as much off again inside.
   */
  private static final Insets REACH = new Insets(0, -8, 0, -8);

  private Fold() {}

  /** In a {@link VBox}. */
  public static TitledPane of(String id, String title, Node content) {
    TitledPane pane = new TitledPane(title, content);
    pane.setId(id);
    pane.getStyleClass().add("parameter-group");
    pane.setAnimated(false);
    VBox.setMargin(pane, REACH);
    answerEveryClick(pane);
    return pane;
  }

  /**
   * Lets a click on the title fold a pane whatever has the keyboard. The skin of a titled pane only
   * does so while the pane itself has it, which none has in a window that the system does not count
   * as the active one, or where something takes the keyboard back at the press.
   */
  public static void answerEveryClick(TitledPane pane) {
    BooleanProperty ignored = new SimpleBooleanProperty();
    pane.addEventFilter(
        MouseEvent.MOUSE_RELEASED, event -> ignored.set(pane.isCollapsible() && !pane.isFocused()));
    // The skin's own handler is that of the title: it has had the event by now.
    pane.addEventHandler(
        MouseEvent.MOUSE_RELEASED,
        event -> {
          if (ignored.get()
              && event.getButton() == MouseButton.PRIMARY
              && event.getTarget() instanceof Node target
              && isInTitle(pane, target)) {
            pane.setExpanded(!pane.isExpanded());
          }
        });
  }

  private static boolean isInTitle(TitledPane pane, Node target) {
    for (Node node = target; node != null && node != pane; node = node.getParent()) {
      if (node.getParent() == pane) {
        return node.getStyleClass().contains("title");
      }
    }
    return false;
  }
}
