package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.photo.QuarterTurn;

/**
 * Tells whether a project that is there is what would be made: of the same photo, by the same model
 * and the same steps. What a person did to it later, edits for instance, does not count.
 *
 * @param identity of the open model
 * @param turn that photos are turned by; empty if nothing was said
 */
record ProjectedFiles(ProjectionPlan plan, String identity, Optional<QuarterTurn> turn) {
  /**
   * The portrait in a file; empty if there is none, or one that cannot be opened whole.
   *
   * @param photo that it would be made from
   * @param aligns whether its face would be found
   * @throws InputException with a sentence if it was made in another way: it is not ours to replace
   * @throws IOException if the photo cannot be read
   */
  Optional<PortraitDocument> done(Path file, Path photo, boolean aligns)
      throws IOException, InputException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    PortraitDocument there;
    try {
      there = ProjectFile.read(file).document();
    } catch (IOException e) {
      return Optional.empty();
    }
    if (!isMade(there, photo, aligns)) {
      throw new InputException(
          file
              + " is there and was made from another photo or with other settings: --force makes it"
              + " again, or name another folder.");
    }
    return Optional.of(there);
  }

  private boolean isMade(PortraitDocument there, Path photo, boolean aligns)
      throws IOException, InputException {
    if (there.source().isEmpty() || !there.bundleIdentity().equals(identity)) {
      return false;
    }
    PhotoSource source = there.source().get();
    boolean project = ToolPhoto.isProject(photo);
    PortraitDocument begun =
        project ? ToolPhoto.project(photo).document() : there.withRuns(List.of());
    PhotoFile file =
        project
            ? begun.source().map(PhotoSource::file).orElse(source.file())
            : PhotoFile.read(photo);
    return source.file().equals(file)
        && there.runs().equals(plan.runs(begun, aligns))
        && (project && turn.isEmpty() || source.turn() == turn.orElse(QuarterTurn.NONE))
        && (!aligns || plan.aligner().isEmpty() || isFace(source));
  }

  private boolean isFace(PhotoSource source) {
    int index = plan.face() - 1;
    return index < source.faces().size()
        && source.faces().get(index).alignment().equals(source.alignment());
  }
}
