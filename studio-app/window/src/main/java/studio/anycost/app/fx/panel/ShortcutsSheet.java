package studio.anycost.app.fx.panel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.anycost.app.fx.action.StudioAction;
import studio.anycost.app.fx.view.Sheet;
import studio.anycost.app.fx.words.Texts;

/** Every key that does something, made from the declared actions. */
public final class ShortcutsSheet {
  /** A key that no action declares: "Mouse wheel", "Zoom around the pointer". */
  public record Gesture(String group, String keys, String label) {}

  private final Sheet node;

  public ShortcutsSheet(List<StudioAction> actions, List<Gesture> gestures, Runnable close) {
    Map<String, VBox> groups = new LinkedHashMap<>();
    VBox content = new VBox();
    for (StudioAction action : actions) {
      if (!action.keys().isEmpty()) {
        group(groups, content, action.group())
            .getChildren()
            .add(row(action.label(), action.keyTexts()));
      }
    }
    for (Gesture gesture : gestures) {
      group(groups, content, gesture.group())
          .getChildren()
          .add(row(gesture.label(), gesture.keys()));
    }
    node =
        new Sheet("shortcuts", Texts.of("panel.shortcutsSheet.keyboardShortcuts"), content, close);
  }

  private static VBox group(Map<String, VBox> groups, VBox content, String name) {
    return groups.computeIfAbsent(
        name,
        key -> {
          Label title = new Label(key);
          title.getStyleClass().add("section-title");
          VBox box = new VBox(6, title);
          content.getChildren().add(box);
          return box;
        });
  }

  private static HBox row(String label, String keys) {
    Label what = new Label(label);
    what.setWrapText(true);
    HBox.setHgrow(what, Priority.ALWAYS);
    what.setMaxWidth(Double.MAX_VALUE);
    HBox row = new HBox(8, what);
    row.setAlignment(Pos.CENTER_LEFT);
    for (String key : keys.split(", ")) {
      Label cap = new Label(key);
      cap.getStyleClass().add("key-cap");
      cap.setMinWidth(Region.USE_PREF_SIZE);
      row.getChildren().add(cap);
    }
    return row;
  }

  public Sheet node() {
    return node;
  }
}
