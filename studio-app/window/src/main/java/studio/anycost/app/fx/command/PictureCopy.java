package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.portrait.FxImages;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.image.ScreenPicture;

/** Puts the portrait on the clipboard. JavaFX thread only. */
public final class PictureCopy {
  private static final String NOT_COPIED = Texts.of("command.pictureCopy.thePictureWasNot");

  private final DocumentState documents;
  private final StudioBackend backend;
  private final BackgroundTasks tasks;
  private final Notices notices;

  @Inject
  PictureCopy(
      DocumentState documents, StudioBackend backend, BackgroundTasks tasks, Notices notices) {
    this.documents = documents;
    this.backend = backend;
    this.tasks = tasks;
    this.notices = notices;
  }

  /** Puts the picture of the full generator on the clipboard, without notes. */
  public void copy() {
    PortraitDocument document = documents.get();
    tasks.run(
        Texts.of("command.pictureCopy.copyThePicture"),
        context -> {
          context.progress().report(-1, Texts.of("command.pictureCopy.renderingTheFullGenerator"));
          return ScreenPicture.of(
              backend.renderFull(document, context), 1); // as it is, and not enlarged
        },
        picture -> {
          ClipboardContent content = new ClipboardContent();
          content.putImage(FxImages.of(picture));
          Clipboard.getSystemClipboard().setContent(content);
          notices.settle(NOT_COPIED);
          notices.show(
              Notice.success(
                  Texts.of("command.pictureCopy.copied"),
                  Texts.of("command.pictureCopy.pxToPaste", picture.width(), picture.height())));
        },
        failure -> notices.show(Notice.failure(NOT_COPIED, failure)));
  }
}
