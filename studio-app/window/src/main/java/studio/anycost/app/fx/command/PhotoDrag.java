package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.PhotoState;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.fx.state.ToolBackend;
import studio.anycost.app.fx.task.BackgroundTask;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.photo.PhotoWriter;
import studio.anycost.app.plugin.Tool;

/**
 * The whole photo with the edited face in it as a file for another program. A drag cannot wait, and
 * the photo in its own size takes longer than one: the first drag has it made, and one that begins
 * when it is ready gives it. JavaFX thread only.
 */
public final class PhotoDrag {
  private static final String FAILED = Texts.of("command.dragCommands.thePictureCannotBe");

  private final DocumentState documents;
  private final PhotoState photos;
  private final ToolBackend backend;
  private final PreferenceState preferences;
  private final PhotoExport export;
  private final DraggedFiles files;
  private final BackgroundTasks tasks;
  private final Notices notices;
  private Optional<Made> made = Optional.empty();
  private Optional<Making> making = Optional.empty();

  /** What a photo is made of. */
  private record Wanted(PortraitDocument document, ParameterValues values) {}

  private record Made(Wanted of, Path file) {}

  private record Making(Wanted of, BackgroundTask task) {}

  @Inject
  PhotoDrag(
      DocumentState documents,
      PhotoState photos,
      ToolBackend backend,
      PreferenceState preferences,
      PhotoExport export,
      DraggedFiles files,
      BackgroundTasks tasks,
      Notices notices) {
    this.documents = documents;
    this.photos = photos;
    this.backend = backend;
    this.preferences = preferences;
    this.export = export;
    this.files = files;
    this.tasks = tasks;
    this.notices = notices;
  }

  /**
   * The photo that is on the screen.
   *
   * @return its file; empty if it is being made, or cannot be, which is told
   */
  Optional<Path> file() {
    Wanted wanted = new Wanted(documents.get(), photos.values());
    Optional<Path> ready = made.filter(now -> now.of().equals(wanted)).map(Made::file);
    if (ready.isEmpty()) {
      if (!isMaking(wanted)) {
        make(wanted);
      }
      notices.show(Notice.info(FAILED, Texts.of("command.photoDrag.waitUntilItIs")));
    }
    return ready;
  }

  /** Not where that was cancelled. */
  private boolean isMaking(Wanted wanted) {
    return making
        .filter(now -> now.of().equals(wanted) && tasks.running().contains(now.task()))
        .isPresent();
  }

  private void make(Wanted wanted) {
    PhotoSource source = wanted.document().source().orElseThrow();
    Offered<Tool> blender = photos.blenderProperty().get().orElseThrow();
    double quality = preferences.get().jpegQuality();
    Path file;
    try {
      file = files.place(export.proposedName() + PhotoWriter.ending(source.file()));
    } catch (IOException e) {
      notices.show(Notice.failure(FAILED, e));
      return;
    }
    BackgroundTask task =
        tasks.run(
            Texts.of("command.photoDrag.makingThePhoto"),
            context ->
                backend.exportPhoto(
                    blender, wanted.values(), wanted.document(), file, quality, context),
            photo -> {
              made = Optional.of(new Made(wanted, file));
              notices.settle(FAILED);
              notices.show(
                  Notice.success(
                      Texts.of("command.photoDrag.thePhotoIsReady"),
                      Texts.of("command.photoDrag.dragItAgain")));
            },
            failure -> notices.show(Notice.failure(FAILED, failure)));
    making = Optional.of(new Making(wanted, task));
  }
}
