package studio.anycost.app.photo;

import java.awt.image.BufferedImage;
import java.nio.IntBuffer;
import studio.anycost.api.model.RgbImage;

/** A photo as writers of Java take it. */
final class PlainPicture {
  private PlainPicture() {}

  /** Copied line by line: a photo is large. */
  static BufferedImage of(RgbImage photo) {
    int width = photo.width();
    BufferedImage picture = new BufferedImage(width, photo.height(), BufferedImage.TYPE_INT_RGB);
    IntBuffer pixels = photo.pixels();
    int[] line = new int[width];
    for (int y = 0; y < photo.height(); y++) {
      pixels.get(y * width, line);
      picture.getRaster().setDataElements(0, y, width, 1, line);
    }
    return picture;
  }
}
