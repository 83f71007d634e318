package studio.anycost.app.series;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.image.PictureFormat;
import studio.anycost.app.image.PictureWriter;
import studio.anycost.app.picture.PortraitNotes;

/**
 * Writes pictures that say that a model made them, and of what, as the window's exports do. Arrays
 * hold their numbers alone.
 */
public final class NotedPictures implements Series.Pictures {
  private final StudioEngine engine;
  private final PortraitDocument template;
  private final double jpegQuality;
  private final PortraitNotes notes;

  /**
   * @param template noise, edits and photo of all faces; its base is not used
   * @param jpegQuality 0..1
   */
  public NotedPictures(StudioEngine engine, PortraitDocument template, double jpegQuality) {
    this.engine = engine;
    this.template = template;
    this.jpegQuality = jpegQuality;
    this.notes = new PortraitNotes(engine.description().name(), engine.edits());
  }

  @Override
  public void write(SeriesItem item, Path file, ImageTensor picture) throws IOException {
    PictureFormat format = PictureFormat.require(file);
    if (format == PictureFormat.NPY) {
      PictureWriter.write(file, picture);
    } else {
      SafeFiles.write(file, bytes(item, format, picture));
    }
  }

  /**
   * The bytes of such a file.
   *
   * @param format PNG or JPEG
   * @throws IOException with a sentence if what is noted is too large
   */
  public byte[] bytes(SeriesItem item, PictureFormat format, ImageTensor picture)
      throws IOException {
    PortraitDocument portrait = template.withBase(item.face().start().base(engine.generator()));
    return PictureWriter.bytes(
        format, picture.toRgb(), jpegQuality, Optional.of(notes.of(portrait)));
  }
}
