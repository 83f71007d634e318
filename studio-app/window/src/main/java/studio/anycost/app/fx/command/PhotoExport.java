package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.model.BlendedPhoto;
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
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.photo.PhotoWriter;
import studio.anycost.app.plugin.Tool;

/** Saves the photo with the edited face in it. JavaFX thread only. */
public final class PhotoExport {
  private static final String FAILED = Texts.of("command.photoExport.thePhotoWasNot");

  private final DocumentState documents;
  private final PhotoState photos;
  private final ToolBackend backend;
  private final PreferenceState preferences;
  private final FilesUnderWay files;
  private final Notices notices;
  private final ShowInFolder folders;

  @Inject
  public PhotoExport(
      DocumentState documents,
      PhotoState photos,
      ToolBackend backend,
      PreferenceState preferences,
      FilesUnderWay files,
      Notices notices,
      ShowInFolder folders) {
    this.documents = documents;
    this.photos = photos;
    this.backend = backend;
    this.preferences = preferences;
    this.files = files;
    this.notices = notices;
    this.folders = folders;
  }

  /** The name that is proposed for what becomes of the photo, without an ending. */
  String proposedName() {
    return documents
        .get()
        .source()
        .map(source -> stem(source.file()) + Texts.of("command.photoExport.edited"))
        .orElse("");
  }

  /**
   * Writes the photo with the face of this moment, whatever is edited meanwhile.
   *
   * @param file .png or .jpg; the person has agreed to its being replaced if it is there
   */
  void write(Path file) {
    PortraitDocument document = documents.get();
    Optional<PhotoSource> source = document.source();
    if (source.isEmpty() || !photos.availableProperty().get()) {
      return;
    }
    PhotoFile photo = source.get().file();
    Offered<Tool> blender = photos.blenderProperty().get().orElseThrow();
    ParameterValues values = photos.values();
    List<PhotoFile> before = before();
    double quality = preferences.get().jpegQuality();
    files.write(
        file,
        Texts.of("command.photoExport.export", file.getFileName()),
        context -> {
          for (PhotoFile each : before) {
            PhotoWriter.requireNotOriginal(file, each);
          }
          return backend.exportPhoto(blender, values, document, file, quality, context);
        },
        written -> {
          notices.settle(FAILED);
          notices.show(
              folders.offered(
                  Notice.success(
                      Texts.of("command.photoExport.exported"), sentence(file, written, photo)),
                  file));
        },
        failure -> notices.show(Notice.failure(FAILED, failure)));
  }

  /** All photos that the history knows: that in which a face was kept was another one before. */
  private List<PhotoFile> before() {
    return documents.timelineProperty().get().entries().stream()
        .flatMap(entry -> entry.value().source().stream())
        .map(PhotoSource::file)
        .distinct()
        .toList();
  }

  private static String stem(PhotoFile photo) {
    int dot = photo.name().lastIndexOf('.');
    return dot > 0 ? photo.name().substring(0, dot) : photo.name();
  }

  private static String sentence(Path file, BlendedPhoto photo, PhotoFile original) {
    return file.getFileName()
        + ", "
        + photo.picture().width()
        + " \u00d7 "
        + photo.picture().height()
        + " px"
        + PhotoWriter.lost(file, original).map(lost -> ". " + lost).orElse("");
  }
}
