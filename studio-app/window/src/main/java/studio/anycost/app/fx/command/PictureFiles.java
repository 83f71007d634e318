package studio.anycost.app.fx.command;

import java.io.IOException;
import java.nio.file.Path;
import studio.anycost.api.model.RgbImage;

/** Writes a picture as the file's ending asks for. Runs on a worker thread. */
@FunctionalInterface
public interface PictureFiles {
  /**
   * @param jpegQuality 0..1, used where the format compresses with loss
   * @throws IOException with a sentence for people
   */
  void write(RgbImage image, Path file, double jpegQuality) throws IOException;
}
