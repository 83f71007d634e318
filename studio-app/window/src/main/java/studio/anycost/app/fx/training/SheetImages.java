package studio.anycost.app.fx.training;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.image.Image;

/** Reads sheets of pictures, shrunk to a screen's size. */
final class SheetImages {
  private static final int LARGEST = 128 << 20;
  private static final long MOST_PIXELS = 1L << 26;
  private static final int SHOWN = 1024;
  // Of a PNG: signature, length and name of the first chunk, then width and height.
  private static final int WIDTH_AT = 16;
  private static final long SIGNATURE = 0x89504e470d0a1a0aL;

  private SheetImages() {}

  /** The picture; nothing if there is none, or none yet, or one that is too large. */
  static Optional<Image> read(Path file) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LARGEST + 1);
    } catch (IOException e) {
      return Optional.empty();
    }
    if (bytes.length > LARGEST || bytes.length < WIDTH_AT + 2 * Integer.BYTES) {
      return Optional.empty();
    }
    ByteBuffer header = ByteBuffer.wrap(bytes);
    long width = header.getInt(WIDTH_AT);
    long height = header.getInt(WIDTH_AT + Integer.BYTES);
    if (header.getLong(0) != SIGNATURE
        || width < 1
        || height < 1
        || width > MOST_PIXELS
        || height > MOST_PIXELS
        || width * height > MOST_PIXELS) {
      return Optional.empty();
    }
    boolean large = Math.max(width, height) > SHOWN;
    Image image =
        new Image(
            new ByteArrayInputStream(bytes), large ? SHOWN : 0, large ? SHOWN : 0, true, true);
    return image.isError() ? Optional.empty() : Optional.of(image);
  }
}
