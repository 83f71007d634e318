package studio.anycost.plugins.alignment;

import java.nio.IntBuffer;
import java.util.Arrays;
import studio.anycost.api.model.RgbImage;

/**
 * A photo made smaller by a whole factor, so that looking over all of it does not take longer the
 * more pixels it has.
 *
 * @param image averages of whole blocks
 * @param factor pixels of the photo on a side of a block
 */
record Shrunk(RgbImage image, int factor) {
  /** A face must still be found in a sixteenth of the long side. */
  private static final int LONG_SIDE = 1024;

  static Shrunk of(RgbImage photo) {
    int factor = Math.max(1, Math.max(photo.width(), photo.height()) / LONG_SIDE);
    if (factor == 1) {
      return new Shrunk(photo, 1);
    }
    int width = (photo.width() + factor - 1) / factor;
    int height = (photo.height() + factor - 1) / factor;
    int[] small = new int[width * height];
    IntBuffer pixels = photo.pixels();
    int[] row = new int[photo.width()];
    int[] sums = new int[4 * width];
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, 0);
      for (int line = y * factor; line < Math.min(photo.height(), (y + 1) * factor); line++) {
        pixels.get(line * photo.width(), row);
        for (int x = 0; x < row.length; x++) {
          int at = 4 * (x / factor);
          sums[at] += row[x] >> 16 & 0xff;
          sums[at + 1] += row[x] >> 8 & 0xff;
          sums[at + 2] += row[x] & 0xff;
          sums[at + 3]++;
        }
      }
      for (int x = 0; x < width; x++) {
        int count = sums[4 * x + 3];
        small[y * width + x] =
            (sums[4 * x] + count / 2) / count << 16
                | (sums[4 * x + 1] + count / 2) / count << 8
                | (sums[4 * x + 2] + count / 2) / count;
      }
    }
    return new Shrunk(RgbImage.of(width, height, small), factor);
  }
}
