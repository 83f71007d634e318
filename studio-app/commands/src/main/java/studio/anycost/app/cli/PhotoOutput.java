package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import studio.anycost.api.model.BlendedPhoto;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.image.PictureNotes;
import studio.anycost.app.image.PictureWriter;
import studio.anycost.app.photo.Photo;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.photo.PhotoLikeness;
import studio.anycost.app.photo.PhotoLimits;
import studio.anycost.app.photo.PhotoReader;
import studio.anycost.app.photo.PhotoWriter;
import studio.anycost.app.picture.PortraitNotes;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolResult;
import studio.anycost.app.task.JobInfo;

/** Where a photo with an edited face in it is written to, and how it is made. */
final class PhotoOutput {
  private final CliContext context;
  private final Path output;
  private final Optional<Path> onto;

  /**
   * @param output null if none was named
   * @param onto the photo to put the face into, in the place of the project's own: the same photo
   *     with another face edited already
   */
  PhotoOutput(CliContext context, Path output, Optional<Path> onto) {
    this.context = context;
    this.output = output;
    this.onto = onto;
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
      PhotoReader reader = new PhotoReader(PhotoLimits.WHOLE);
      Photo photo = onto.isPresent() ? reader.read(onto.get()) : reader.decode(source.file());
      PhotoWriter.requireNotOriginal(output, photo.file());
      requireSameShape(photo, source);
      if (onto.isPresent()) {
        requireSamePhoto(photo, source);
      }
      return new ToolPhoto(document, Optional.of(photo));
    } catch (IOException e) {
      throw InputException.of(e);
    }
  }

  /** A face lies at the same place in pictures of the same shape, however large they are. */
  private static void requireSameShape(Photo photo, PhotoSource source) throws InputException {
    RgbImage pixels = photo.pixels();
    double scale = (double) pixels.width() / source.width();
    if (Math.abs(scale * source.height() - pixels.height()) > Math.max(1, scale)) {
      throw new InputException(
          photo.name()
              + " has "
              + pixels.width()
              + "x"
              + pixels.height()
              + " pixels and the photo of the project "
              + source.width()
              + "x"
              + source.height()
              + ": --onto takes the same photo with another face edited.");
    }
  }

  /** Or the face would land in the middle of something else. */
  private static void requireSamePhoto(Photo photo, PhotoSource source)
      throws IOException, InputException {
    if (photo.sha256().equals(source.file().sha256())) {
      return;
    }
    RgbImage own = new PhotoReader().decode(source.file()).pixels();
    if (PhotoLikeness.differ(own, source.alignmentIn(own), photo.pixels())) {
      throw new InputException(
          photo.name()
              + " shows another picture than the photo of the project: --onto takes the same photo"
              + " with another face edited.");
    }
  }

  /** A face that replaces the photo's is the model's work even without an edit. */
  private static Optional<PictureNotes> notes(
      StudioEngine engine, PortraitDocument document, RgbImage blended, RgbImage before)
      throws IOException {
    PortraitNotes notes = new PortraitNotes(engine.description().name(), engine.edits());
    return Arrays.equals(blended.toArray(), before.toArray())
        ? notes.ofChanged(document)
        : Optional.of(notes.of(document));
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
    PhotoFile original = input.photo().orElseThrow().file();
    PhotoWriter.write(
        output,
        photo.picture(),
        original,
        PictureWriter.JPEG_QUALITY,
        notes(engine, document, photo.picture(), input.photo().orElseThrow().pixels()));
    if (!photo.note().isEmpty()) {
      context.err().println(photo.note());
    }
    PhotoWriter.lost(output, original).ifPresent(context.err()::println);
    context.err().flush();
  }
}
