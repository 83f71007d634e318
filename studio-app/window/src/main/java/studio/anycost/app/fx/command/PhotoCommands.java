package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ToolBackend;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.photo.Photo;
import studio.anycost.app.photo.PhotoNames;
import studio.anycost.app.plugin.ToolKind;

/** Brings a photo into the open document. JavaFX thread only. */
public final class PhotoCommands {
  private static final List<FilePicker.Kind> KINDS =
      List.of(new FilePicker.Kind("Photo", PhotoNames.ENDINGS));

  private final ToolBackend backend;
  private final ToolCommands runs;
  private final DocumentState documents;
  private final FilePicker picker;
  private final Folders folders;
  private final BackgroundTasks tasks;
  private final ViewState views;
  private final Notices notices;

  @Inject
  public PhotoCommands(
      ToolBackend backend,
      ToolCommands runs,
      DocumentState documents,
      FilePicker picker,
      Folders folders,
      BackgroundTasks tasks,
      ViewState views,
      Notices notices) {
    this.backend = backend;
    this.runs = runs;
    this.documents = documents;
    this.picker = picker;
    this.folders = folders;
    this.tasks = tasks;
    this.views = views;
    this.notices = notices;
  }

  /** Asks for a photo and opens it. */
  public void open() {
    picker.open("Open photo", folders.last(), KINDS).ifPresent(this::open);
  }

  /**
   * Opens a photo as the source of the document, finds the face in it and lets the first projector
   * turn it into a portrait at once: that is what a photo is dropped for.
   */
  public void open(Path file) {
    tasks.run(
        "Open " + file.getFileName(),
        context -> backend.readPhoto(file),
        photo -> opened(file, photo),
        failure -> notices.show(Notice.failure("The photo was not opened", failure)));
  }

  private void opened(Path file, Photo photo) {
    folders.remember(file);
    views.sideProperty().set(ViewState.Side.TOOLS);
    documents.change(
        "Photo " + photo.name(), document -> document.withSource(PhotoSource.of(photo)));
    if (!runs.runFirst(ToolKind.ALIGNER, this::project)) {
      project();
    }
  }

  private void project() {
    if (!runs.runFirst(ToolKind.PROJECTOR, () -> {})) {
      tellThatNothingProjects();
    }
  }

  private void tellThatNothingProjects() {
    notices.show(
        Notice.info(
            "No tool for photos",
            "No plugin that turns a photo into a portrait is switched on; see Plugins."));
  }

  /** Takes the photo away; the portrait stays as it is. */
  public void remove() {
    documents.change("Remove the photo", document -> document.withoutSource());
  }
}
