package studio.anycost.plugins.alignment;

import java.nio.IntBuffer;
import studio.anycost.api.model.RgbImage;

/**
 * Squares of a photo as the networks take them: bilinear samples, black outside; where the square
 * has clearly more pixels than the result, as many more samples, averaged.
 */
final class Sampler {
  private static final int COLOURS = 3;

  private final IntBuffer pixels;
  private final int width;
  private final int height;

  Sampler(RgbImage photo) {
    pixels = photo.pixels();
    width = photo.width();
    height = photo.height();
  }

  /**
   * Writes a square.
   *
   * @param size of the result, pixels
   * @param result takes {@code 3 size^2} levels 0..255, colour by colour
   * @param at where in it
   */
  void sample(Square square, int size, float[] result, int at) {
    double step = square.side() / size;
    int finer = Math.max(1, (int) Math.rint(step));
    double cos = Math.cos(square.angle()) * step / finer;
    double sin = Math.sin(square.angle()) * step / finer;
    double half = size * finer / 2.0;
    float[] sum = new float[COLOURS];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        sum[0] = 0;
        sum[1] = 0;
        sum[2] = 0;
        for (int i = 0; i < finer; i++) {
          double down = row * finer + i + 0.5 - half;
          for (int j = 0; j < finer; j++) {
            double across = column * finer + j + 0.5 - half;
            add(
                square.x() + cos * across - sin * down,
                square.y() + sin * across + cos * down,
                sum);
          }
        }
        for (int colour = 0; colour < COLOURS; colour++) {
          result[at + (colour * size + row) * size + column] = sum[colour] / (finer * finer);
        }
      }
    }
  }

  private void add(double x, double y, float[] sum) {
    if (!(x >= 0 && y >= 0 && x < width && y < height)) {
      return;
    }
    int left = (int) Math.floor(x - 0.5);
    int top = (int) Math.floor(y - 0.5);
    float right = (float) (x - 0.5 - left);
    float below = (float) (y - 0.5 - top);
    int row0 = Math.max(0, top) * width;
    int row1 = Math.min(height - 1, top + 1) * width;
    int column0 = Math.max(0, left);
    int column1 = Math.min(width - 1, left + 1);
    int a = pixels.get(row0 + column0);
    int b = pixels.get(row0 + column1);
    int c = pixels.get(row1 + column0);
    int d = pixels.get(row1 + column1);
    for (int colour = 0; colour < COLOURS; colour++) {
      int shift = 16 - 8 * colour;
      float upper = mixed(a >> shift & 0xff, b >> shift & 0xff, right);
      float lower = mixed(c >> shift & 0xff, d >> shift & 0xff, right);
      sum[colour] += upper + below * (lower - upper);
    }
  }

  private static float mixed(int first, int second, float share) {
    return first + share * (second - first);
  }
}
