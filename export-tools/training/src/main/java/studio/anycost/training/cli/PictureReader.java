package studio.anycost.training.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import studio.anycost.api.model.RgbImage;
import studio.anycost.training.data.PicturePreparation;

/** Reads what Java itself decodes, PNG and JPEG foremost; a picture's size is judged first. */
final class PictureReader implements PicturePreparation.Reader {
  private static final long MOST_PIXELS = 100_000_000;

  @Override
  public RgbImage read(Path file) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("this is no picture that can be read.");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS) {
          throw new IOException(
              "it has " + pixels + " pixels; at most " + MOST_PIXELS + " are read.");
        }
        return rgb(reader.read(0));
      } finally {
        reader.dispose();
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException("this picture is damaged.", e); // as decoders say it
    }
  }

  private static RgbImage rgb(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    return RgbImage.of(width, height, image.getRGB(0, 0, width, height, null, 0, width));
  }
}
