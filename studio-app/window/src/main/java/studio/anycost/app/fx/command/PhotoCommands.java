package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.PhotoArrival;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.state.ToolBackend;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.task.BackgroundTask;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.image.PictureWriter;
import studio.anycost.app.photo.Photo;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.photo.PhotoNames;
import studio.anycost.app.photo.QuarterTurn;
import studio.anycost.app.plugin.ToolKind;
import studio.anycost.app.task.Work;

/** Brings a photo into the open document. JavaFX thread only. */
public final class PhotoCommands {
  /** What a picture of the clipboard is called. */
  private static final String PASTED = Texts.of("command.photoCommands.pastedPicture");

  private static final List<FilePicker.Kind> KINDS =
      List.of(new FilePicker.Kind(Texts.of("command.photoCommands.photo"), PhotoNames.ENDINGS));

  private final ToolBackend backend;
  private final ToolCommands runs;
  private final ProjectCommands projects;
  private final DocumentState documents;
  private final FilePicker picker;
  private final Folders folders;
  private final BackgroundTasks tasks;
  private final ViewState views;
  private final PreviewState preview;
  private final PhotoArrival arrival;
  private final Notices notices;

  @Inject
  public PhotoCommands(
      ToolBackend backend,
      ToolCommands runs,
      ProjectCommands projects,
      DocumentState documents,
      FilePicker picker,
      Folders folders,
      BackgroundTasks tasks,
      ViewState views,
      PreviewState preview,
      PhotoArrival arrival,
      Notices notices) {
    this.backend = backend;
    this.runs = runs;
    this.projects = projects;
    this.documents = documents;
    this.picker = picker;
    this.folders = folders;
    this.tasks = tasks;
    this.views = views;
    this.preview = preview;
    this.arrival = arrival;
    this.notices = notices;
  }

  /** Asks for a photo and opens it. */
  public void open() {
    picker
        .open(Texts.of("command.photoCommands.openPhoto"), folders.last(), KINDS)
        .ifPresent(this::open);
  }

  /**
   * Opens a photo as the source of the document, finds the face in it and lets the first projector
   * turn it into a portrait at once: that is what a photo is dropped for. Where there is a photo or
   * a project already it begins a new document, after asking about unsaved changes once the photo
   * is read: nobody's file becomes somebody else's.
   */
  public void open(Path file) {
    open(
        String.valueOf(file.getFileName()),
        context -> backend.readPhoto(file),
        () -> folders.remember(file));
  }

  /**
   * Offers a picture that somebody took for a project: it holds none, and may be opened as a photo.
   * Of one that cannot be read as a photo either that is told.
   */
  public void offer(Path picture) {
    String name = String.valueOf(picture.getFileName());
    tasks.run(
        Texts.of("command.photoCommands.open", name),
        context -> backend.readPhoto(picture),
        photo ->
            notices.show(
                Notice.failure(
                        NotOpened.PROJECT,
                        Texts.of("command.projectCommands.holdsNoProjectOpen", name))
                    .offering(Texts.of("command.photoCommands.openAsAPhoto"), () -> open(picture))),
        failure -> notices.show(Notice.failure(NotOpened.PHOTO, failure)));
  }

  /**
   * The same of a picture that another program put on the clipboard.
   *
   * @param pixels {@code 0xAARRGGBB}, row by row; what is transparent lies on white
   */
  void openPasted(int width, int height, int[] pixels) {
    open(
        PASTED,
        context ->
            backend.decodePhoto(
                PhotoFile.wrap(
                    PASTED, PictureWriter.png(RgbImage.wrap(width, height, onWhite(pixels))))),
        () -> {});
  }

  private static int[] onWhite(int[] pixels) {
    int[] result = new int[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      int alpha = pixels[i] >>> 24;
      int white = 255 - alpha;
      result[i] =
          0xff000000
              | over(pixels[i] >> 16 & 0xff, alpha, white) << 16
              | over(pixels[i] >> 8 & 0xff, alpha, white) << 8
              | over(pixels[i] & 0xff, alpha, white);
    }
    return result;
  }

  private static int over(int level, int alpha, int white) {
    return (level * alpha + 255 * white + 127) / 255;
  }

  private void open(String name, Work<Object, Photo> reading, Runnable remember) {
    DropTimes times = new DropTimes(name);
    tasks.run(
        Texts.of("command.photoCommands.open", name),
        reading,
        photo -> opened(photo, remember, times),
        failure -> notices.show(Notice.failure(NotOpened.PHOTO, failure)));
  }

  private void opened(Photo photo, Runnable remember, DropTimes times) {
    times.mark("read");
    NotOpened.settle(notices);
    if (isSomebodys() && !projects.mayDiscard()) {
      return;
    }
    remember.run();
    views.sideProperty().set(ViewState.Side.TOOLS);
    UnaryOperator<PortraitDocument> bring =
        document -> document.unedited().withRuns(List.of()).withSource(PhotoSource.of(photo));
    if (isSomebodys()) {
      documents.startNew(bring.apply(documents.get()));
    } else {
      documents.change(Texts.written("history.photo", photo.name()), bring);
    }
    arrival.begin();
    Runnable portrait =
        () -> {
          times.mark("searched");
          runs.project(() -> endAtNextPicture(times));
        };
    if (!runs.runFirst(ToolKind.ALIGNER, portrait)) {
      portrait.run();
    }
  }

  /** Whether the document shows the face of a photo, or is that of a project. */
  private boolean isSomebodys() {
    return documents.get().source().isPresent() || documents.fileProperty().get().isPresent();
  }

  private void endAtNextPicture(DropTimes times) {
    times.mark("portrait found");
    preview
        .frameProperty()
        .addListener(
            new InvalidationListener() {
              @Override
              public void invalidated(Observable observable) {
                preview.frameProperty().removeListener(this);
                times.end("on the screen");
              }
            });
  }

  /** Turns the photo, looks for its faces again and makes the portrait of the first. */
  public void turn(QuarterTurn turn) {
    documents.change(
        Texts.written("history.turnThePhoto"),
        document ->
            document
                .source()
                .map(source -> document.withSource(source.turned(turn)))
                .orElse(document));
    if (!runs.runFirst(ToolKind.ALIGNER, () -> runs.project(() -> {}))) {
      runs.project(() -> {});
    }
  }

  /**
   * Takes another of the faces that were found, and makes the portrait of that one. The edits were
   * those of the face before: they do not go over to another person.
   */
  public void chooseFace(Face face) {
    PortraitDocument before = documents.get();
    take(
        Texts.written("history.chooseAFace"),
        document ->
            document
                .source()
                .map(
                    source ->
                        document.unedited().withSource(source.withAlignment(face.alignment())))
                .orElse(document));
    if (!before.equals(before.unedited())) {
      notices.show(
          Notice.info(
              Texts.of("command.photoCommands.theEditsOfThe"),
              Texts.of("command.photoCommands.undoBringsThemBack")));
    }
  }

  /** Takes another face; its portrait, which is made at once, is the same entry of the history. */
  private void take(String label, UnaryOperator<PortraitDocument> change) {
    // Of a face whose portrait is not there yet nothing stays when the next one is chosen.
    FaceStep step =
        runs.pending()
            .map(begun -> new FaceStep(label, begun.gesture(), begun.before()))
            .orElseGet(() -> FaceStep.from(label, documents.get()));
    documents.begin(step.label(), step.gesture(), change);
    runs.project(step);
  }

  /** Opens the photo with handles on eyes and mouth. */
  public void alignByHand() {
    views.modeProperty().set(ViewState.Mode.ALIGNMENT);
  }

  /** Takes what a hand made of the photo of the document, and makes the portrait of it. */
  public void takeByHand(PhotoSource placed) {
    views.showSingle();
    take(Texts.written("history.alignByHand"), document -> document.withSource(placed));
  }

  /**
   * Looks for the faces of a photo that is not the document's yet.
   *
   * @param found takes them; not called if the search failed or was cancelled
   * @return the work; empty if there is nothing that finds faces
   */
  public Optional<BackgroundTask> findFaces(PhotoSource source, Consumer<List<Face>> found) {
    return runs.findFaces(documents.get().withSource(source), found);
  }

  /** Takes the photo away; the portrait stays as it is. */
  public void remove() {
    documents.change(Texts.written("history.removeThePhoto"), document -> document.withoutSource());
  }
}
