package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.series.NamedPhoto;

/**
 * The file of one portrait. A picture is written anew, a project that is there only if that is
 * asked for.
 *
 * @param force whether to replace a project that is there
 */
record PortraitFile(Path file, ProjectedFiles files, boolean force) implements PortraitPlaces {
  @Override
  public Place place(NamedPhoto photo, PortraitInput input) throws InputException {
    Optional<PortraitDocument> done =
        there().filter(portrait -> files.match(portrait, input) == ProjectedFiles.Match.DONE);
    if (done.isEmpty()) {
      OutputOption.requireNew(file, input.file(), force);
    }
    return new Place(file, done);
  }

  private Optional<PortraitDocument> there() {
    if (force || !ToolPhoto.isProject(file) || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(ProjectFile.read(file).document());
    } catch (IOException e) {
      return Optional.empty(); // whatever it is, it is not what would be made
    }
  }

  @Override
  public void wrote(Path written, PortraitInput input) {}
}
