package studio.anycost.app.fx.command;

import java.nio.file.Path;
import java.util.function.Supplier;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.Window;
import studio.anycost.app.fx.theme.ThemeSwitcher;
import studio.anycost.app.fx.words.Texts;

/** Asks in a dialog of the window. */
public final class AlertQuestions implements Questions {
  private static final ButtonType SAVE =
      new ButtonType(Texts.of("command.alertQuestions.save"), ButtonData.YES);
  private static final ButtonType DISCARD =
      new ButtonType(Texts.of("command.alertQuestions.dontSave"), ButtonData.NO);
  private static final ButtonType REPLACE =
      new ButtonType(Texts.of("command.alertQuestions.replace"), ButtonData.YES);
  private static final ButtonType CANCEL =
      new ButtonType(Texts.of("command.alertQuestions.cancel"), ButtonData.CANCEL_CLOSE);

  private final Supplier<Window> owner;
  private final ThemeSwitcher themes;

  public AlertQuestions(Supplier<Window> owner, ThemeSwitcher themes) {
    this.owner = owner;
    this.themes = themes;
  }

  @Override
  public Answer unsavedChanges(String name) {
    return askToSave(
        Texts.of("command.alertQuestions.unsavedChanges"),
        Texts.of("command.alertQuestions.saveTheChangesTo", name),
        Texts.of("command.alertQuestions.yourChangesAreLost"));
  }

  @Override
  public Answer undoneWork(String name) {
    return askToSave(
        Texts.of("command.alertQuestions.undoneWork"),
        Texts.of("command.alertQuestions.keepWhatYouUndid", name),
        Texts.of("command.alertQuestions.thePortraitItselfIs"));
  }

  private Answer askToSave(String title, String header, String text) {
    ButtonType answer = ask(title, header, text, SAVE, DISCARD, CANCEL);
    return answer == SAVE ? Answer.SAVE : answer == DISCARD ? Answer.DISCARD : Answer.CANCEL;
  }

  @Override
  public boolean mayReplace(Path file) {
    return ask(
            Texts.of("command.alertQuestions.replaceAFile"),
            Texts.of("command.alertQuestions.replaceWhat", file.getFileName()),
            Texts.of("command.alertQuestions.itIsThereAlready", file.toAbsolutePath().getParent()),
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
