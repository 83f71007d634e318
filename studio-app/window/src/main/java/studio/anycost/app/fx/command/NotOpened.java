package studio.anycost.app.fx.command;

import java.util.List;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.words.Texts;

/** What failures to open a file are called, whatever the file is. */
final class NotOpened {
  static final String PHOTO = Texts.of("command.photoCommands.thePhotoWasNot");
  static final String PROJECT = Texts.of("command.projectCommands.notOpened");
  static final String MODEL = Texts.of("command.modelCommands.theModelWasNot");

  private NotOpened() {}

  /** Something was opened: who goes on with that needs to hear no more of what was not. */
  static void settle(Notices notices) {
    List.of(PHOTO, PROJECT, MODEL).forEach(notices::settle);
  }
}
