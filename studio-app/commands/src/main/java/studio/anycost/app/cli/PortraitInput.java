package studio.anycost.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.ToolStep;
import studio.anycost.app.photo.PhotoFile;

/**
 * What a portrait is made from, before anything is decoded.
 *
 * @param file where it is
 * @param photo its bytes, known again whatever the file is called; empty if a project has none
 * @param project the project that it was read from; empty for a photo
 * @param aligns whether its face is to be found
 */
record PortraitInput(
    Path file, Optional<PhotoFile> photo, Optional<PortraitDocument> project, boolean aligns) {
  /**
   * Reads a photo or a project.
   *
   * @throws InputException with a sentence if it is neither
   */
  static PortraitInput read(Path file, boolean aligns) throws InputException {
    if (!ToolPhoto.isProject(file)) {
      return new PortraitInput(file, Optional.of(ToolPhoto.file(file)), Optional.empty(), aligns);
    }
    PortraitDocument document = ToolPhoto.project(file).document();
    return new PortraitInput(
        file, document.source().map(PhotoSource::file), Optional.of(document), aligns);
  }

  boolean isProject() {
    return project.isPresent();
  }

  /** The runs of tools that it has behind it. */
  List<ToolStep> runs() {
    return project.map(PortraitDocument::runs).orElse(List.of());
  }

  /** Whether the photo of a portrait that is there was called like this one. */
  boolean isCalled(PortraitDocument there) {
    return photo.map(PhotoFile::name).equals(there.source().map(source -> source.file().name()));
  }

  /** Whether a portrait that is there shows this photo, and of a project the same face of it. */
  boolean isOf(PhotoSource source) {
    boolean keepsSquare = project.isPresent() && !aligns;
    return photo.isPresent()
        && source.file().equals(photo.get())
        && (!keepsSquare
            || project.get().source().map(PhotoSource::alignment).stream()
                .anyMatch(source.alignment()::equals));
  }
}
