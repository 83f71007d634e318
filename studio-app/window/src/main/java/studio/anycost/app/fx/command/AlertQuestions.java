package studio.anycost.app.fx.command;

import java.nio.file.Path;
import java.util.function.Supplier;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.Window;
import studio.anycost.app.fx.theme.ThemeSwitcher;

/** Asks in a dialog of the window. */
public final class AlertQuestions implements Questions {
  private static final ButtonType SAVE = new ButtonType("Save", ButtonData.YES);
  private static final ButtonType DISCARD = new ButtonType("Don't save", ButtonData.NO);
  private static final ButtonType REPLACE = new ButtonType("Replace", ButtonData.YES);
  private static final ButtonType CANCEL = new ButtonType("Cancel", ButtonData.CANCEL_CLOSE);

  private final Supplier<Window> owner;
  private final ThemeSwitcher themes;

  public AlertQuestions(Supplier<Window> owner, ThemeSwitcher themes) {
    this.owner = owner;
    this.themes = themes;
  }

  @Override
  public Answer unsavedChanges(String name) {
    return askToSave(
        "Unsaved changes",
        "Save the changes to " + name + "?",
        "Your changes are lost if you do not save them.");
  }

  @Override
  public Answer undoneWork(String name) {
    return askToSave(
        "Undone work",
        "Keep what you undid in " + name + "?",
        "The portrait itself is as it was. What you tried and undid stays in its history if you save"
            + " it.");
  }

  private Answer askToSave(String title, String header, String text) {
    ButtonType answer = ask(title, header, text, SAVE, DISCARD, CANCEL);
    return answer == SAVE ? Answer.SAVE : answer == DISCARD ? Answer.DISCARD : Answer.CANCEL;
  }

  @Override
  public boolean mayReplace(Path file) {
    return ask(
            "Replace a file",
            "Replace " + file.getFileName() + "?",
            "It is there already in " + file.toAbsolutePath().getParent() + ".",
            REPLACE,
            CANCEL)
        == REPLACE;
  }

  private ButtonType ask(String title, String header, String text, ButtonType... buttons) {
    Alert alert = new Alert(Alert.AlertType.NONE, text, buttons);
    alert.setTitle(title);
    alert.setHeaderText(header);
    alert.initOwner(owner.get());
    themes.style(alert.getDialogPane().getStylesheets());
    return alert.showAndWait().orElse(CANCEL);
  }
}
