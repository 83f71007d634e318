package studio.anycost.app.image;

import java.nio.IntBuffer;
import java.util.Arrays;
import studio.anycost.api.model.RgbImage;

/** Makes large pictures small enough to be shown, by averages over whole blocks of pixels. */
public final class Shrinker {
  private Shrinker() {}

  /**
   * The same picture, smaller by a whole factor where it is too large. Takes some tens of
   * milliseconds for a photo.
   *
   * @param longest the longest side of the result, in pixels, unless the picture is smaller
   */
  public static RgbImage shrunk(RgbImage image, int longest) {
    int side = Math.max(image.width(), image.height());
    int factor = (side + longest - 1) / longest;
    if (factor <= 1) {
      return image;
    }
    int width = (image.width() + factor - 1) / factor;
    int height = (image.height() + factor - 1) / factor;
    int[] small = new int[width * height];
    IntBuffer pixels = image.pixels();
    int[] row = new int[image.width()];
    int[] sums = new int[4 * width];
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, 0);
      int end = Math.min(image.height(), (y + 1) * factor);
      for (int line = y * factor; line < end; line++) {
        pixels.get(line * image.width(), row);
        add(row, factor, sums);
      }
      for (int x = 0; x < width; x++) {
        int count = sums[4 * x + 3];
        small[y * width + x] =
            0xff000000
                | (sums[4 * x] + count / 2) / count << 16
                | (sums[4 * x + 1] + count / 2) / count << 8
                | (sums[4 * x + 2] + count / 2) / count;
      }
    }
    return RgbImage.wrap(width, height, small);
  }

  private static void add(int[] row, int factor, int[] sums) {
    for (int x = 0; x < row.length; x++) {
      int at = 4 * (x / factor);
      sums[at] += row[x] >> 16 & 0xff;
      sums[at + 1] += row[x] >> 8 & 0xff;
      sums[at + 2] += row[x] & 0xff;
      sums[at + 3]++;
    }
  }
}
