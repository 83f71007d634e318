package studio.anycost.app.fx.action;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * Runs actions on their keys. Keys that a text field needs stay with the field: plain letters, and
 * undo while something is being typed. Escape leads out of a field that has no use for it.
 */
public final class ActionKeys {
  private final List<StudioAction> actions;

  public ActionKeys(List<StudioAction> actions) {
    this.actions = List.copyOf(actions);
  }

  /** Listens on a scene from now on. */
  public void install(Scene scene) {
    scene.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (!event.isConsumed() && handle(event, scene.getFocusOwner())) {
            event.consume();
          }
        });
  }

  private boolean handle(KeyEvent event, Node focused) {
    boolean typing = focused instanceof TextInputControl && !event.isShortcutDown();
    boolean leading = event.getCode().isFunctionKey() || event.getCode() == KeyCode.ESCAPE;
    if (typing && !leading) {
      return false;
    }
    for (StudioAction action : actions) {
      for (KeyCombination key : action.keys()) {
        if (key.match(event)) {
          action.fire();
          return true;
        }
      }
    }
    return false;
  }
}
