package studio.anycost.app.image;

import studio.anycost.api.model.RgbImage;

/**
 * A picture made ready for the screen, away from the thread that shows it: the filters of graphics
 * pipelines alone would show the pixel grid of a small preview.
 */
public final class ScreenPicture {
  /** As large as a picture is shown, about. */
  private static final int PIXELATED = 1536;

  private final int width;
  private final int height;
  private final int[] argb;
  private final RgbImage source;

  private ScreenPicture(RgbImage source, int width, int height, int[] argb) {
    this.source = source;
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
        image, image.width() * factor, image.height() * factor, Enlarger.enlarge(image, factor));
  }

  /**
   * The same picture with every pixel that was rendered as a square: pipelines smooth whatever they
   * enlarge, whether they are asked to or not.
   */
  public ScreenPicture pixelated() {
    int factor = Math.max(1, PIXELATED / Math.max(source.width(), source.height()));
    int wide = source.width() * factor;
    int[] squares = new int[wide * source.height() * factor];
    int[] row = new int[source.width()];
    for (int y = 0; y < source.height(); y++) {
      for (int x = 0; x < row.length; x++) {
        row[x] = source.argb(x, y);
      }
      for (int i = 0; i < wide * factor; i++) {
        squares[y * factor * wide + i] = row[i % wide / factor];
      }
    }
    return new ScreenPicture(source, wide, source.height() * factor, squares);
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
