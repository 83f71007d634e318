package studio.anycost.app.image;

import com.twelvemonkeys.image.ResampleOp;
import studio.anycost.api.model.RgbImage;

/**
 * Pictures at another size for files: by the window of Lanczos, sharper than what the screen can
 * wait for. Slow: a megapixel of the result takes some tens of milliseconds.
 */
public final class Resized {
  private Resized() {}

  /**
   * The picture at another size; the same one if it has that size.
   *
   * @param width at least 1
   * @param height at least 1
   */
  public static RgbImage of(RgbImage image, int width, int height) {
    return image.width() == width && image.height() == height
        ? image
        : BufferedImages.toRgb(
            new ResampleOp(width, height, ResampleOp.FILTER_LANCZOS)
                .filter(BufferedImages.of(image), null));
  }
}
