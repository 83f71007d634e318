package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.portrait.FxImages;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.image.ScreenPicture;
import studio.anycost.app.picture.PortraitNotes;

/** Renders the face with the full generator and saves it as a picture. JavaFX thread only. */
public final class PictureExport {
  private static final String FAILED = "The picture was not exported";

  private static final List<FilePicker.Kind> KINDS =
      List.of(
          new FilePicker.Kind("PNG picture", List.of("png")),
          new FilePicker.Kind("JPEG picture", List.of("jpg", "jpeg")));

  private static final String NOT_COPIED = "The picture was not copied";

  private final DocumentState documents;
  private final ModelState model;
  private final StudioBackend backend;
  private final ProjectCommands projects;
  private final PreferenceState preferences;
  private final SaveDialog dialog;
  private final PictureFiles writer;
  private final BackgroundTasks tasks;
  private final Notices notices;

  @Inject
  public PictureExport(
      DocumentState documents,
      ModelState model,
      StudioBackend backend,
      ProjectCommands projects,
      PreferenceState preferences,
      SaveDialog dialog,
      PictureFiles writer,
      BackgroundTasks tasks,
      Notices notices) {
    this.documents = documents;
    this.model = model;
    this.backend = backend;
    this.projects = projects;
    this.preferences = preferences;
    this.dialog = dialog;
    this.writer = writer;
    this.tasks = tasks;
    this.notices = notices;
  }

  /** Asks for a file; the face of this moment is exported, whatever is edited meanwhile. */
  public void export() {
    PortraitDocument document = documents.get();
    Optional<Path> chosen =
        dialog.ask("Export picture", proposed(document) + ".png", KINDS, PictureExport::withEnding);
    if (chosen.isEmpty()) {
      return;
    }
    Path file = chosen.get();
    double quality = preferences.get().jpegQuality();
    PortraitNotes notes = new PortraitNotes(model.get().name(), backend.edits());
    tasks.run(
        "Export " + file.getFileName(),
        context -> {
          context.progress().report(-1, "Rendering the full generator");
          RgbImage image = backend.renderFull(document, context);
          context.progress().report(0.95, "Writing " + file.getFileName());
          writer.write(image, file, quality, Optional.of(notes.of(document)));
          return image;
        },
        image -> {
          notices.settle(FAILED);
          notices.show(
              Notice.success(
                  "Exported",
                  file.getFileName() + ", " + image.width() + " \u00d7 " + image.height() + " px"));
        },
        failure -> notices.show(Notice.failure(FAILED, failure)));
  }

  /** Puts the picture of the full generator on the clipboard, without notes. */
  public void copy() {
    PortraitDocument document = documents.get();
    tasks.run(
        "Copy the picture",
        context -> {
          context.progress().report(-1, "Rendering the full generator");
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
                  "Copied", picture.width() + " \u00d7 " + picture.height() + " px, to paste"));
        },
        failure -> notices.show(Notice.failure(NOT_COPIED, failure)));
  }

  /** Not the name of the photo that the portrait came from: it may lie in the same folder. */
  private String proposed(PortraitDocument document) {
    return projects.name() + (document.source().isPresent() ? " portrait" : "");
  }

  private static Path withEnding(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean known =
        KINDS.stream()
            .flatMap(kind -> kind.extensions().stream())
            .anyMatch(ending -> name.endsWith("." + ending));
    return known ? file : file.resolveSibling(file.getFileName() + ".png");
  }
}
