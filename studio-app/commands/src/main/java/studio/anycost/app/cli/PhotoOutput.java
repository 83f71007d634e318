package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import studio.anycost.api.model.BlendedPhoto;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.image.PictureWriter;
import studio.anycost.app.photo.Photo;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.photo.PhotoLimits;
import studio.anycost.app.photo.PhotoReader;
import studio.anycost.app.photo.PhotoWriter;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolResult;
import studio.anycost.app.task.JobInfo;

/** Where a photo with an edited face in it is written to, and how it is made. */
final class PhotoOutput {
  private final CliContext context;
  private final Path output;

  /**
   * @param output null if none was named
   */
  PhotoOutput(CliContext context, Path output) {
    this.context = context;
    this.output = output;
  }

  /** What can be said before anything is opened. */
  void check() throws InputException {
    if (output == null) {
      throw new InputException("Name the file to write: -o OUT.jpg or .png.");
    }
    OutputOption.check(output, ".jpg", ".jpeg", ".png");
  }

  /** The portrait of a project and its photo, at its own size. */
  private ToolPhoto input(Path file, PortraitDocument document) throws InputException {
    PhotoSource source =
        document
            .source()
            .orElseThrow(
                () ->
                    new InputException(
                        "There is no photo in the project "
                            + file
                            + ": make it from one with 'studio project'."));
    if (document.base() instanceof BaseStyle.Seed) {
      throw new InputException(
          "The portrait of the project "
              + file
              + " was drawn and not made from its photo: project the photo first, with 'studio"
              + " project'.");
    }
    try {
      PhotoWriter.requireNotOriginal(output, source.file());
      Photo photo = new PhotoReader(PhotoLimits.WHOLE).decode(source.file());
      return new ToolPhoto(document, Optional.of(photo));
    } catch (IOException e) {
      throw InputException.of(e);
    }
  }

  /**
   * Blends, writes, and tells how it was done.
   *
   * @param file of the project, for people
   */
  void blend(
      StudioEngine engine,
      Offered<Tool> blender,
      ParameterValues values,
      Path file,
      PortraitDocument document)
      throws Exception {
    ToolPhoto input = input(file, document);
    ToolResult result =
        new CliJobs(context)
            .<ToolResult, ToolResult>run(
                JobInfo.of(blender.info().name()),
                running -> engine.run(blender, values, input.toolInput(), running));
    BlendedPhoto photo = ((ToolResult.Blended) result).photo();
    PhotoFile original = document.source().orElseThrow().file();
    PhotoWriter.write(output, photo.picture(), original, PictureWriter.JPEG_QUALITY);
    if (!photo.note().isEmpty()) {
      context.err().println(photo.note());
    }
    PhotoWriter.lost(output, original).ifPresent(context.err()::println);
    context.err().flush();
  }
}
