package studio.anycost.app.fx.shell;

import javafx.scene.input.KeyCharacterCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.ModifierValue;

/** Reads keys as the actions declare them. */
final class Keys {
  private static final String SIGNS = "+-=?";

  private Keys() {}

  /**
   * @param text "Shortcut+Shift+Z", "F1", "R", or a sign alone such as "+": signs are matched by
   *     what the keyboard types, whichever key and modifier that takes
   */
  static KeyCombination of(String text) {
    if (text.length() == 1 && SIGNS.contains(text)) {
      return new KeyCharacterCombination(
          text,
          ModifierValue.ANY,
          ModifierValue.UP,
          ModifierValue.UP,
          ModifierValue.UP,
          ModifierValue.ANY);
    }
    return KeyCombination.valueOf(text);
  }
}
