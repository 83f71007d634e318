package studio.anycost.app.fx.action;

import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.feather.Feather;

/**
 * Something a person can do: one declaration gives buttons, menu items, shortcuts and a line of the
 * overview.
 *
 * @param id of the nodes that are made from it
 * @param group heading in the overview of shortcuts
 * @param label for people
 * @param icon of its buttons
 * @param keys the first is shown; may be empty
 * @param disabled while true, buttons are greyed and keys do nothing
 * @param run on the JavaFX thread
 */
public record StudioAction(
    String id,
    String group,
    String label,
    Feather icon,
    List<KeyCombination> keys,
    ObservableBooleanValue disabled,
    Runnable run) {
  public StudioAction {
    keys = List.copyOf(keys);
  }

  /** Does it, unless it is disabled. */
  public void fire() {
    if (!disabled.get()) {
      run.run();
    }
  }

  /** The label with its shortcut: "Undo (Ctrl+Z)". */
  public String tip() {
    return keys.isEmpty() ? label : label + " (" + KeyNames.of(keys.get(0)) + ")";
  }

  /** The first two keys, for the overview; a number pad's key looks like the ordinary one. */
  public String keyTexts() {
    return keys.stream().limit(2).map(KeyNames::of).distinct().collect(Collectors.joining(", "));
  }
}
