package studio.anycost.app.fx.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.image.PictureNotes;

/** Writes a picture as the file's ending asks for. Runs on a worker thread. */
@FunctionalInterface
public interface PictureFiles {
  /**
   * @param jpegQuality 0..1, used where the format compresses with loss
   * @param notes what is written into the picture beside its pixels
   * @throws IOException with a sentence for people
   */
  void write(RgbImage image, Path file, double jpegQuality, Optional<PictureNotes> notes)
      throws IOException;
}
