package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.portrait.FxImages;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ExportState;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.state.PhotoState;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.image.PictureFormat;
import studio.anycost.app.image.PictureWriter;
import studio.anycost.app.image.ScreenPicture;
import studio.anycost.app.image.Shrinker;
import studio.anycost.app.picture.PortraitNotes;
import studio.anycost.app.preview.PreviewFrame;

/**
 * Gives pictures to other programs by dragging. A drag cannot wait: what is given is ready, and the
 * file is written when the drag begins. JavaFX thread only.
 */
public final class DragCommands {
  private static final String NOT_DRAGGED = Texts.of("command.dragCommands.thePictureCannotBe");

  /** Side of what hangs at the pointer, pixels. */
  private static final int AT_POINTER = 96;

  private final DocumentState documents;
  private final PreviewState preview;
  private final PhotoState photos;
  private final ExportState exports;
  private final ExportCommands names;
  private final ProjectCommands projects;
  private final ModelState model;
  private final StudioBackend backend;
  private final DraggedFiles files;
  private final PhotoDrag photo;
  private final Notices notices;

  /**
   * A file for another program.
   *
   * @param view hangs at the pointer
   */
  public record Dragged(Path file, Image view) {}

  @Inject
  DragCommands(
      DocumentState documents,
      PreviewState preview,
      PhotoState photos,
      ExportState exports,
      ExportCommands names,
      ProjectCommands projects,
      ModelState model,
      StudioBackend backend,
      DraggedFiles files,
      PhotoDrag photo,
      Notices notices) {
    this.documents = documents;
    this.preview = preview;
    this.photos = photos;
    this.exports = exports;
    this.names = names;
    this.projects = projects;
    this.model = model;
    this.backend = backend;
    this.files = files;
    this.photo = photo;
    this.notices = notices;
  }

  /** Begins to drag the portrait in full quality, or the whole photo, out of a node. */
  public void dragPortrait(Node source) {
    portrait().ifPresent(dragged -> start(source, dragged));
  }

  /** Begins to drag the file of the export sheet, if it is ready. */
  public void dragExport(Node source) {
    export().ifPresent(dragged -> start(source, dragged));
  }

  private static void start(Node source, Dragged dragged) {
    Dragboard board = source.startDragAndDrop(TransferMode.COPY);
    ClipboardContent content = new ClipboardContent();
    content.putFiles(List.of(dragged.file().toFile()));
    board.setContent(content);
    board.setDragView(dragged.view());
  }

  /**
   * The portrait, or the whole photo where that is shown, as a file; empty if it is not ready,
   * which is told then.
   */
  public Optional<Dragged> portrait() {
    if (photos.shownProperty().get()) {
      return photo
          .file()
          .flatMap(
              file ->
                  photos.viewProperty().get().map(view -> new Dragged(file, small(view.after()))));
    }
    Optional<RgbImage> full =
        preview
            .frameProperty()
            .get()
            .filter(PreviewFrame::isFull)
            .filter(frame -> preview.runningProperty().get().isEmpty())
            .map(PreviewFrame::image);
    if (full.isEmpty()) {
      notices.show(
          Notice.info(
              Texts.of("command.dragCommands.yet", NOT_DRAGGED),
              Texts.of("command.dragCommands.onlyAPreviewOf")));
      return Optional.empty();
    }
    PortraitDocument document = documents.get();
    try {
      byte[] bytes =
          PictureWriter.bytes(
              PictureFormat.PNG,
              full.get(),
              1,
              Optional.of(new PortraitNotes(model.get().name(), backend.edits()).of(document)));
      return Optional.of(dragged(projects.name() + ".png", bytes, full.get()));
    } catch (IOException e) {
      notices.show(Notice.failure(NOT_DRAGGED, e));
      return Optional.empty();
    }
  }

  private Dragged dragged(String name, byte[] bytes, RgbImage picture) throws IOException {
    return new Dragged(
        files.write(name, bytes),
        FxImages.of(ScreenPicture.of(Shrinker.shrunk(picture, AT_POINTER), AT_POINTER)));
  }

  /** What the export sheet would write now; empty as long as it is not ready. */
  public Optional<Dragged> export() {
    Optional<ExportState.Made> made =
        exports.madeProperty().get().filter(now -> exports.runningProperty().get().isEmpty());
    if (made.isEmpty() || made.get().file().isEmpty()) {
      return Optional.empty();
    }
    try {
      Path file = files.write(names.fileName(), made.get().file().get());
      return Optional.of(new Dragged(file, small(made.get().picture())));
    } catch (IOException e) {
      notices.show(Notice.failure(NOT_DRAGGED, e));
      return Optional.empty();
    }
  }

  private static Image small(ScreenPicture picture) {
    RgbImage whole = RgbImage.of(picture.width(), picture.height(), picture.argb());
    return FxImages.of(ScreenPicture.of(Shrinker.shrunk(whole, AT_POINTER), AT_POINTER));
  }
}
