package studio.anycost.app.image;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import studio.anycost.api.model.RgbImage;

/** Conversion and scaling of Java2D pictures. */
final class BufferedImages {
  private BufferedImages() {}

  static BufferedImage of(RgbImage image) {
    BufferedImage result =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    result.setRGB(0, 0, image.width(), image.height(), image.toArray(), 0, image.width());
    return result;
  }

  static RgbImage toRgb(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    return RgbImage.of(width, height, picture.getRGB(0, 0, width, height, null, 0, width));
  }

  /**
   * A square picture at another size: bicubic upwards; downwards in halves first, so that no pixel
   * is skipped.
   */
  static BufferedImage scaled(BufferedImage picture, int side) {
    BufferedImage current = picture;
    while (current.getWidth() >= 2 * side) {
      current = resized(current, current.getWidth() / 2, false);
    }
    return current.getWidth() == side ? current : resized(current, side, true);
  }

  private static BufferedImage resized(BufferedImage picture, int side, boolean bicubic) {
    BufferedImage result = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = result.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION,
          bicubic
              ? RenderingHints.VALUE_INTERPOLATION_BICUBIC
              : RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      graphics.drawImage(picture, 0, 0, side, side, null);
    } finally {
      graphics.dispose();
    }
    return result;
  }
}
