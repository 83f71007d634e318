package studio.anycost.app.fx.action;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keys as they stand on a German keyboard; the build runs this in a process of its own. */
@Tag("german")
class GermanKeyNamesTest {
  private static final KeyCombination SAVE = KeyCombination.valueOf("Ctrl+S");
  private static final KeyCombination SAVE_AS = KeyCombination.valueOf("Ctrl+Shift+S");
  private static final KeyCombination OPEN = KeyCombination.valueOf("Ctrl+O");

  private static KeyEvent pressed(KeyCode key) {
    return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, true, false, false);
  }

  @Test
  void namesKeys() {
    assertThat(KeyNames.of(SAVE_AS)).isEqualTo("Strg+Umschalt+S");
    assertThat(KeyNames.of(KeyCombination.valueOf("Esc"))).isEqualTo("Esc");
    assertThat(KeyNames.of(KeyCombination.valueOf("F1"))).isEqualTo("F1");
  }

  @Test
  void aMenuHasTheSameKeysByOtherNames() {
    KeyCombination named = KeyNames.named(SAVE);
    assertThat(named.getDisplayText()).isEqualTo("Strg+S");
    assertThat(named.match(pressed(KeyCode.S))).isTrue();
    assertThat(named.match(pressed(KeyCode.O))).isFalse();
    assertThat(named).isEqualTo(KeyNames.named(SAVE)).hasSameHashCodeAs(KeyNames.named(SAVE));
    assertThat(named).isNotEqualTo(KeyNames.named(OPEN));
    KeyCombination letter = KeyCombination.valueOf("R");
    assertThat(KeyNames.named(letter)).isSameAs(letter);
  }
}
