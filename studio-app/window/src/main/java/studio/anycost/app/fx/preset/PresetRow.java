package studio.anycost.app.fx.preset;

import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.PseudoClass;
import javafx.event.EventHandler;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.preset.StoredPreset;

/** A preset: its name, which is pressed to apply it and can be changed in its place. */
final class PresetRow extends HBox {
  private static final PseudoClass SHOWN = PseudoClass.getPseudoClass("shown");

  /** What a person does with a preset. */
  interface Actions {
    void apply();

    void applyAlone();

    void rename(String name);

    void replace();

    void export();

    void delete();
  }

  private final StoredPreset stored;
  private final Actions actions;
  private final Button button = new Button();
  private final TextField field = new TextField();
  private final Button more = Icons.iconOnly(new Button(), Signs.MORE);
  private final ContextMenu menu = new ContextMenu();
  private final BooleanBinding pointed;

  /** Also a little longer than it is open. */
  private final BooleanProperty menuOpen = new SimpleBooleanProperty();

  PresetRow(int index, StoredPreset stored, Actions actions) {
    this.stored = stored;
    this.actions = actions;
    String id = "preset-" + index;
    setId(id);
    getStyleClass().add("preset-row");
    setAlignment(Pos.CENTER_LEFT);
    button.setId(id + "-apply");
    button.setText(stored.name());
    button.setMnemonicParsing(false);
    button.setTextOverrun(OverrunStyle.ELLIPSIS);
    button.getStyleClass().addAll("flat", "preset-button");
    button.setAlignment(Pos.CENTER_LEFT);
    button.setMinWidth(0);
    button.setMaxWidth(Double.MAX_VALUE);
    button.setAccessibleText(Texts.of("preset.presetRow.applyThePreset", stored.name()));
    button.setAccessibleHelp(Texts.of("preset.presetRow.fRenamesItDelete"));
    HBox.setHgrow(button, Priority.ALWAYS);
    button.setOnAction(event -> actions.apply());
    button.setOnKeyPressed(this::keyed);
    button.setContextMenu(menu);
    more.setId(id + "-more");
    more.setAccessibleText(Texts.of("preset.presetRow.moreAboutThePreset", stored.name()));
    more.getStyleClass().add("preset-more");
    Tips.set(more, Texts.of("preset.presetRow.renameReplaceExportDelete"));
    more.setOnAction(event -> menu.show(more, Side.BOTTOM, 0, 2));
    more.visibleProperty()
        .bind(hoverProperty().or(focusWithinProperty()).or(menu.showingProperty()));
    fill();
    field.setId(id + "-name");
    field.setAccessibleText(Texts.of("preset.presetRow.nameOfThePreset"));
    HBox.setHgrow(field, Priority.ALWAYS);
    field.setOnAction(event -> finish(actions::rename, true));
    field
        .focusedProperty()
        .addListener(
            (observable, old, focused) -> {
              if (!focused) {
                finish(actions::rename, false);
              }
            });
    field.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            finish(typed -> {}, true);
            event.consume();
          }
        });
    menu.setOnShowing(event -> menuOpen.set(true));
    menu.setOnHidden(event -> closeWithPointer());
    pointed = hoverProperty().or(button.focusVisibleProperty()).or(menuOpen);
    getChildren().addAll(button, more);
  }

  /**
   * A menu takes the pointer off its row, and where it closes nobody tells whose it is before it
   * moves: until then the row keeps it.
   */
  private void closeWithPointer() {
    Scene scene = getScene();
    if (scene == null) {
      menuOpen.set(false);
      return;
    }
    scene.addEventFilter(MouseEvent.ANY, new PointerMoved(scene));
  }

  private final class PointerMoved implements EventHandler<MouseEvent> {
    private final Scene scene;

    PointerMoved(Scene scene) {
      this.scene = scene;
    }

    @Override
    public void handle(MouseEvent event) {
      scene.removeEventFilter(MouseEvent.ANY, this);
      if (!menu.isShowing()) {
        Platform.runLater(() -> menuOpen.set(menu.isShowing())); // who has it is known then
      }
    }
  }

  private void fill() {
    MenuItem apply = item(Texts.of("preset.presetRow.apply"), actions::apply);
    MenuItem alone = item(Texts.of("preset.presetRow.applyAlone"), actions::applyAlone);
    MenuItem rename = item(Texts.of("preset.presetRow.rename"), this::edit);
    MenuItem replace = item(Texts.of("preset.presetRow.replaceWithTheEdits"), actions::replace);
    MenuItem export = item(Texts.of("preset.presetRow.export"), actions::export);
    export.setGraphic(Icons.of(Signs.EXPORT));
    MenuItem delete = item(Texts.of("preset.presetRow.delete"), actions::delete);
    delete.setGraphic(Icons.of(Signs.REMOVE));
    menu.getItems().setAll(apply, alone, new SeparatorMenuItem(), rename, replace, export, delete);
  }

  private static MenuItem item(String label, Runnable run) {
    MenuItem item = new MenuItem(label);
    item.setOnAction(event -> run.run());
    return item;
  }

  private void keyed(KeyEvent event) {
    if (event.getCode() == KeyCode.F2) {
      edit();
      event.consume();
    } else if (event.getCode() == KeyCode.DELETE || event.getCode() == KeyCode.BACK_SPACE) {
      actions.delete();
      event.consume();
    }
  }

  /** Asks for another name in the place of this one. */
  void edit() {
    field.setText(stored.name());
    getChildren().set(0, field);
    field.requestFocus();
    field.selectAll();
  }

  /** Enter ends it, and then the focus that goes: once is enough. */
  private void finish(Consumer<String> typed, boolean stay) {
    if (getChildren().get(0) == field) {
      getChildren().set(0, button);
      if (stay) {
        button.requestFocus();
      }
      typed.accept(field.getText());
    }
  }

  /** Puts the keyboard on it. */
  void focus() {
    button.requestFocus();
  }

  StoredPreset stored() {
    return stored;
  }

  boolean isHovered() {
    return isHover();
  }

  /** Whether the pointer or the keyboard rests on it. */
  BooleanBinding pointedProperty() {
    return pointed;
  }

  /** Marks it as the one that is seen on the picture. */
  void markShown(boolean shown) {
    pseudoClassStateChanged(SHOWN, shown);
  }
}
