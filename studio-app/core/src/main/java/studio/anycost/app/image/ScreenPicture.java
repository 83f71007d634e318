package studio.anycost.app.image;

import studio.anycost.api.model.RgbImage;

/**
 * A picture made ready for the screen, away from the thread that shows it: the filters of graphics
 * pipelines alone would show the pixel grid of a small preview.
 */
public final class ScreenPicture {
  private final int width;
  private final int height;
  private final int[] argb;

  private ScreenPicture(int width, int height, int[] argb) {
    this.width = width;
    this.height = height;
    this.argb = argb;
  }

  /**
   * Takes a few milliseconds for a small picture.
   *
   * @param side pictures are enlarged by the largest whole factor that does not lead beyond it;
   *     larger ones stay as they are
   */
  public static ScreenPicture of(RgbImage image, int side) {
    int factor = Math.max(1, side / Math.max(image.width(), image.height()));
    return new ScreenPicture(
        image.width() * factor, image.height() * factor, Enlarger.enlarge(image, factor));
  }

  /** Pixels across. */
  public int width() {
    return width;
  }

  /** Pixels down. */
  public int height() {
    return height;
  }

  /**
   * Opaque pixels, {@code 0xffRRGGBB}, rows from top to bottom: the array itself, because pipelines
   * upload from an array. It must not be changed.
   */
  public int[] argb() {
    return argb;
  }
}
