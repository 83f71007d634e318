package studio.anycost.app.photo;

import java.nio.IntBuffer;
import studio.anycost.api.model.RgbImage;

/** A photo made small enough for a screen, by whole blocks of its pixels. */
public final class Reduced {
  private Reduced() {}

  /**
   * The photo, or the averages over blocks of 2x2, 3x3 and so on pixels. What is left beside the
   * last whole block is left out.
   *
   * @param longest the longer side of the result is no more than this
   */
  public static RgbImage of(RgbImage photo, int longest) {
    int longer = Math.max(photo.width(), photo.height());
    int block = Math.max(1, (longer + longest - 1) / longest);
    int width = photo.width() / block;
    int height = photo.height() / block;
    if (block == 1 || width == 0 || height == 0) {
      return photo;
    }
    int[] result = new int[width * height];
    int[] line = new int[photo.width()];
    int[] sums = new int[3 * width];
    IntBuffer pixels = photo.pixels();
    for (int y = 0; y < height; y++) {
      java.util.Arrays.fill(sums, 0);
      for (int i = 0; i < block; i++) {
        pixels.get((y * block + i) * photo.width(), line);
        add(line, block, sums);
      }
      average(sums, block * block, result, y * width);
    }
    return RgbImage.wrap(width, height, result);
  }

  private static void add(int[] line, int block, int[] sums) {
    for (int x = 0; x < sums.length / 3 * block; x++) {
      int at = x / block * 3;
      sums[at] += line[x] >> 16 & 0xff;
      sums[at + 1] += line[x] >> 8 & 0xff;
      sums[at + 2] += line[x] & 0xff;
    }
  }

  private static void average(int[] sums, int count, int[] result, int at) {
    for (int x = 0; x < sums.length / 3; x++) {
      int red = (sums[3 * x] + count / 2) / count;
      int green = (sums[3 * x + 1] + count / 2) / count;
      int blue = (sums[3 * x + 2] + count / 2) / count;
      result[at + x] = 0xff000000 | red << 16 | green << 8 | blue;
    }
  }
}
