package studio.anycost.app.fx.view;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;

/**
 * Takes the keyboard into what opens, and gives it back where it came from when that closes. JavaFX
 * thread only.
 */
public final class FocusReturn {
  private static final String HEAD = "sheet-head";

  private Optional<Node> before = Optional.empty();

  /**
   * Takes the keyboard into a place that has just opened: to its first control below its head, else
   * to the first in its head. Where there is none, or a hand drags what has the keyboard, it stays.
   *
   * @param before what had the keyboard until then, null where nothing had it
   */
  public void enter(Node place, Node before) {
    if (before != null && before.isPressed() && !(before instanceof ButtonBase)) {
      return;
    }
    if (this.before.isEmpty()) {
      this.before = Optional.ofNullable(before);
    }
    place.applyCss(); // what scrolls has its content from then on
    first(place, false).or(() -> first(place, true)).ifPresent(Node::requestFocus);
  }

  /**
   * Closes a place, and gives the keyboard back if it was there or nowhere.
   *
   * @param close takes the place out of the window
   */
  public void leave(Node place, Runnable close) {
    Optional<Node> to = before;
    before = Optional.empty();
    boolean elsewhere = place.getScene() != null && isElsewhere(place);
    close.run();
    if (!elsewhere) {
      to.filter(node -> node.getScene() != null).ifPresent(Node::requestFocus);
    }
  }

  private static boolean isElsewhere(Node place) {
    Node now = place.getScene().getFocusOwner();
    return now != null && !isIn(now, place);
  }

  private static boolean isIn(Node node, Node place) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (each == place) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Node> first(Node node, boolean inHead) {
    if (!node.isVisible() || node.isDisabled() || !inHead && node.getStyleClass().contains(HEAD)) {
      return Optional.empty();
    }
    if (node.isFocusTraversable()) {
      return Optional.of(node);
    }
    return node instanceof Parent parent
        ? parent.getChildrenUnmodifiable().stream()
            .flatMap(child -> first(child, inHead).stream())
            .findFirst()
        : Optional.empty();
  }
}
