package studio.anycost.app.fx.panel;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import studio.anycost.app.fx.view.Pulses;

/** Brings something that stands in a scrolled column to the eye and the keyboard. */
final class Reveal {
  private Reveal() {}

  /**
   * Unfolds all that a control stands in, gives it the keyboard, and scrolls to it once the column
   * is laid out. JavaFX thread only.
   *
   * @param column in a scene
   * @param hand somewhere in the column; of a panel that is looked for itself, the panel
   */
  static void show(ScrollPane column, Node hand) {
    unfold(column.getContent(), hand);
    // Sentences that wrap have their height one pulse after their width.
    Pulses.afterNext(
        column.getScene(),
        () -> {
          hand.requestFocus();
          scroll(column, hand);
          Pulses.afterNext(column.getScene(), () -> scroll(column, hand));
        });
  }

  /**
   * Unfolds what lies on the way from a node down to another. Not upwards: what a folded part holds
   * has no parent before the part was on the screen.
   *
   * @return whether it leads there
   */
  private static boolean unfold(Node from, Node to) {
    if (from instanceof TitledPane fold) {
      boolean inside = from == to || fold.getContent() != null && unfold(fold.getContent(), to);
      if (inside) {
        fold.setExpanded(true);
      }
      return inside;
    }
    return from == to
        || from instanceof Parent parent
            && parent.getChildrenUnmodifiable().stream().anyMatch(child -> unfold(child, to));
  }

  /** To the middle; what is higher than the column, to its top. */
  private static void scroll(ScrollPane column, Node hand) {
    Node content = column.getContent();
    double room = column.getViewportBounds().getHeight();
    double beyond = content.getLayoutBounds().getHeight() - room;
    if (hand.getScene() == null || beyond <= 0) {
      return;
    }
    Bounds place = content.sceneToLocal(hand.localToScene(hand.getLayoutBounds()));
    double above = Math.max(0, (room - place.getHeight()) / 2);
    column.setVvalue(Math.max(0, Math.min(1, (place.getMinY() - above) / beyond)));
  }
}
