package studio.anycost.app.fx.action;

import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.ModifierValue;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Tips;

/** Buttons and menu items of actions. */
public final class ActionNodes {
  private ActionNodes() {}

  /** A flat button with an icon alone; the tooltip names action and shortcut. */
  public static Button icon(StudioAction action) {
    Button button = Icons.iconOnly(new Button(), action.icon());
    prepare(button, action);
    button.setAccessibleText(action.label());
    return button;
  }

  /** A button with icon and label. */
  public static Button labelled(StudioAction action) {
    Button button = new Button(action.label(), Icons.of(action.icon()));
    prepare(button, action);
    return button;
  }

  private static void prepare(Button button, StudioAction action) {
    button.setId(action.id());
    button.disableProperty().bind(action.disabled());
    button.setOnAction(event -> action.run().run());
    Tips.set(button, action.tip());
  }

  /**
   * A menu item that shows the shortcut. Plain letters are left to {@link ActionKeys}: a menu would
   * take them from somebody who types.
   */
  public static MenuItem item(StudioAction action) {
    MenuItem item = new MenuItem(action.label(), Icons.of(action.icon()));
    item.setId("menu-" + action.id());
    item.disableProperty().bind(action.disabled());
    item.setOnAction(event -> action.run().run());
    action.keys().stream()
        .findFirst()
        .filter(ActionNodes::hasModifier)
        .map(KeyNames::named)
        .ifPresent(item::setAccelerator);
    return item;
  }

  private static boolean hasModifier(KeyCombination key) {
    return key.getControl() == ModifierValue.DOWN || key.getShortcut() == ModifierValue.DOWN;
  }
}
