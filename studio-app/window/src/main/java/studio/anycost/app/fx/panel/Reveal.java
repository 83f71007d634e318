package studio.anycost.app.fx.panel;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import studio.anycost.app.fx.view.Pulses;

/** Brings something that stands in a scrolled column to the eye and the keyboard. */
final class Reveal {
  private static final PseudoClass RINGED = PseudoClass.getPseudoClass("focus-visible");

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
          focus(hand);
          scroll(column, hand);
          Pulses.afterNext(column.getScene(), () -> scroll(column, hand));
        });
  }

  /**
   * With the ring that shows where the keyboard is, which JavaFX draws only for what the Tab key
   * led to: here the eye has not followed, and many controls look the same. The ring goes as the
   * focus does.
   */
  private static void focus(Node hand) {
    hand.requestFocus();
    if (hand.isFocusVisible()) {
      return;
    }
    hand.pseudoClassStateChanged(RINGED, true);
    hand.focusedProperty()
        .addListener(
            new ChangeListener<>() {
              @Override
              public void changed(
                  ObservableValue<? extends Boolean> focused, Boolean before, Boolean now) {
                if (!now) {
                  hand.pseudoClassStateChanged(RINGED, hand.isFocusVisible());
                  focused.removeListener(this);
                }
              }
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
