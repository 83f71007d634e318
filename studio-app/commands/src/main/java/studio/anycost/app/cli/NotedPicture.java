package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.image.PictureFormat;
import studio.anycost.app.image.PictureNotes;
import studio.anycost.app.image.PictureWriter;
import studio.anycost.app.picture.PortraitNotes;

/** Writes pictures of one portrait that say what it is. */
final class NotedPicture {
  private final PortraitNotes notes;

  NotedPicture(StudioEngine engine) {
    this.notes = new PortraitNotes(engine.description().name(), engine.edits());
  }

  /** A rendered portrait in the format of the file's ending; an array holds its numbers alone. */
  void write(Path file, ImageTensor image, PortraitDocument portrait) throws IOException {
    if (PictureFormat.require(file) == PictureFormat.NPY) {
      PictureWriter.write(file, image);
    } else {
      write(file, image.toRgb(), Optional.of(notes.of(portrait)));
    }
  }

  /** A sheet that shows one portrait several times, as PNG or JPEG. */
  void writeSheet(Path file, RgbImage sheet, String what, PortraitDocument portrait)
      throws IOException {
    write(file, sheet, Optional.of(notes.of(what, portrait)));
  }

  /** The same as the bytes of a PNG file. */
  byte[] pngOfSheet(RgbImage sheet, String what, PortraitDocument portrait) throws IOException {
    return PictureWriter.bytes(PictureFormat.PNG, sheet, 1, Optional.of(notes.of(what, portrait)));
  }

  private static void write(Path file, RgbImage picture, Optional<PictureNotes> notes)
      throws IOException {
    PictureWriter.write(file, picture, PictureWriter.JPEG_QUALITY, notes);
  }
}
