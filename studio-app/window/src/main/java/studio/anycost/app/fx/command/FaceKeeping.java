package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.PhotoState;
import studio.anycost.app.fx.state.ToolBackend;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.plugin.Tool;

/**
 * Makes the photo with the edited face in it the photo of the document, as one entry of the
 * history: the next face that is edited stands on it. JavaFX thread only.
 */
public final class FaceKeeping {
  private static final String NOT_KEPT = Texts.of("command.faceKeeping.theFaceWasNot");

  private final DocumentState documents;
  private final PhotoState photos;
  private final ToolBackend backend;
  private final BackgroundTasks tasks;
  private final Notices notices;

  @Inject
  public FaceKeeping(
      DocumentState documents,
      PhotoState photos,
      ToolBackend backend,
      BackgroundTasks tasks,
      Notices notices) {
    this.documents = documents;
    this.photos = photos;
    this.backend = backend;
    this.tasks = tasks;
    this.notices = notices;
  }

  /** Whether there is an edited face to keep. */
  public boolean isPossible() {
    PortraitDocument document = documents.get();
    return photos.availableProperty().get() && !document.equals(document.unedited());
  }

  /** Keeps the face of this moment, unless it is edited further meanwhile. */
  public void keep() {
    if (!isPossible()) {
      return;
    }
    PortraitDocument document = documents.get();
    Offered<Tool> blender = photos.blenderProperty().get().orElseThrow();
    ParameterValues values = photos.values();
    tasks.run(
        Texts.of("command.faceKeeping.keepInPhoto"),
        context -> backend.keepInPhoto(blender, values, document, context),
        kept -> kept(document, kept),
        failure -> notices.show(Notice.failure(NOT_KEPT, failure)));
  }

  private void kept(PortraitDocument before, PortraitDocument after) {
    if (!documents.get().equals(before)) {
      notices.show(
          Notice.info(NOT_KEPT, Texts.of("command.faceKeeping.thePortraitChangedMeanwhile")));
      return;
    }
    notices.settle(NOT_KEPT);
    documents.change(Texts.written("history.keepInPhoto"), document -> after);
  }
}
