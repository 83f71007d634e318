package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.document.ToolStep;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.engine.ToolInput;
import studio.anycost.app.photo.Photo;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.photo.PhotoReader;
import studio.anycost.app.photo.QuarterTurn;
import studio.anycost.app.plugin.Tool;

/**
 * What a tool begins with: the photo of a file, or a project and the photo in it.
 *
 * @param document with the photo as its source
 * @param photo its pixels; empty if there is none
 */
record ToolPhoto(PortraitDocument document, Optional<Photo> photo) {
  ToolInput toolInput() {
    return new ToolInput(document, photo.map(Photo::pixels));
  }

  ToolPhoto with(PortraitDocument other) {
    return new ToolPhoto(other, photo);
  }

  /** A portrait of the mean face, of no photo. */
  static ToolPhoto none(StudioEngine engine) {
    return new ToolPhoto(meanFace(engine), Optional.empty());
  }

  private static PortraitDocument meanFace(StudioEngine engine) {
    return engine.newDocument(new BaseStyle.Seed(0, 0));
  }

  /**
   * Reads a photo or a project.
   *
   * @param needed whether a project must have a photo
   * @param turn the photo is turned so before anyone looks at it; a project's keeps its own turn if
   *     none is given
   */
  static ToolPhoto read(Path file, StudioEngine engine, boolean needed, Optional<QuarterTurn> turn)
      throws InputException {
    PortraitDocument document;
    Optional<Photo> photo = Optional.empty();
    if (isProject(file)) {
      document = project(file).document();
      if (document.source().isPresent()) {
        PhotoSource source = document.source().get();
        photo = Optional.of(photo(() -> new PhotoReader().decode(source.file())));
      } else if (needed) {
        throw new InputException("The project " + file + " was not made from a photo: name one.");
      }
    } else {
      Photo read = photo(() -> new PhotoReader().read(file));
      document = meanFace(engine).withSource(PhotoSource.of(read));
      photo = Optional.of(read);
    }
    if (turn.isPresent() && document.source().isPresent()) {
      document = document.withSource(document.source().get().turned(turn.get()));
    }
    return new ToolPhoto(document, photo);
  }

  /** The file of a photo, not decoded. */
  static PhotoFile file(Path file) throws InputException {
    try {
      return PhotoFile.read(file);
    } catch (IOException e) {
      throw InputException.of(e);
    }
  }

  static boolean isProject(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith("." + ProjectFile.EXTENSION);
  }

  static Project project(Path file) throws InputException {
    try {
      return ProjectFile.read(file);
    } catch (IOException e) {
      throw InputException.of(e);
    }
  }

  /** The values of a project's own run of a tool, else the defaults. */
  static ParameterValues start(Optional<Path> file, Offered<Tool> tool) throws InputException {
    ParameterValues values = tool.schema().defaults();
    if (file.isPresent() && isProject(file.get())) {
      for (ToolStep run : project(file.get()).document().runs()) {
        if (run.toolId().equals(tool.id())) {
          values = run.values().read(tool.schema());
        }
      }
    }
    return values;
  }

  @FunctionalInterface
  private interface Reading {
    Photo run() throws IOException;
  }

  private static Photo photo(Reading reading) throws InputException {
    try {
      return reading.run();
    } catch (IOException e) {
      throw InputException.of(e);
    }
  }
}
