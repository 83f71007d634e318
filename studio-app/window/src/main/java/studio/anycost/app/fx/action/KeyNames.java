package studio.anycost.app.fx.action;

import java.util.Map;
import java.util.regex.Pattern;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import studio.anycost.app.fx.words.Texts;

/** What keys are called on keyboards of the window's language; JavaFX knows English names only. */
final class KeyNames {
  private static final Map<String, String> NAMES =
      Map.of(
          "Ctrl", Texts.of("action.keyNames.control"),
          "Shift", Texts.of("action.keyNames.shift"),
          "Delete", Texts.of("action.keyNames.delete"),
          "Escape", Texts.of("action.keyNames.escape"));

  private static final Pattern NAME =
      Pattern.compile("\\b(?:" + String.join("|", NAMES.keySet()) + ")\\b");

  private KeyNames() {}

  /** As in "Ctrl+Shift+Z". */
  static String of(KeyCombination key) {
    return NAME.matcher(key.getDisplayText()).replaceAll(name -> NAMES.get(name.group()));
  }

  /** The same keys, for a menu, which shows what a combination calls itself. */
  static KeyCombination named(KeyCombination key) {
    String name = of(key);
    return name.equals(key.getDisplayText()) ? key : new Named(key, name);
  }

  /** Matches as another, and has a name of its own. */
  private static final class Named extends KeyCombination {
    private final KeyCombination keys;
    private final String name;

    Named(KeyCombination keys, String name) {
      super(keys.getShift(), keys.getControl(), keys.getAlt(), keys.getMeta(), keys.getShortcut());
      this.keys = keys;
      this.name = name;
    }

    @Override
    public boolean match(KeyEvent event) {
      return keys.match(event);
    }

    @Override
    public String getDisplayText() {
      return name;
    }

    @Override
    public String getName() {
      return keys.getName();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Named named && named.keys.equals(keys);
    }

    @Override
    public int hashCode() {
      return keys.hashCode();
    }
  }
}
