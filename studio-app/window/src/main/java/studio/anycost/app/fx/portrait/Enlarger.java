package studio.anycost.app.fx.portrait;

import studio.anycost.api.model.RgbImage;

/**
 * Enlarges small pictures smoothly by a whole factor with the cubic filter of Catmull and Rom: the
 * bilinear filter of the graphics pipeline alone shows the pixel grid of a preview that is drawn at
 * several times its size. Separable; edge pixels are repeated.
 */
public final class Enlarger {
  private static final int TAPS = 4;

  private Enlarger() {}

  /**
   * @param factor at least 1
   * @return opaque pixels, {@code width * factor} by {@code height * factor}
   */
  public static int[] enlarge(RgbImage image, int factor) {
    int[] source = image.toArray();
    if (factor == 1) {
      return source;
    }
    int width = image.width();
    int height = image.height();
    float[] weights = weights(factor);
    // Three planes after the horizontal pass, rows still as many as before.
    int wide = width * factor;
    float[] rows = new float[3 * height * wide];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < wide; x++) {
        int first = firstTap(x, factor);
        int phase = (x % factor) * TAPS;
        float red = 0;
        float green = 0;
        float blue = 0;
        for (int tap = 0; tap < TAPS; tap++) {
          int pixel = source[y * width + Math.max(0, Math.min(width - 1, first + tap))];
          float weight = weights[phase + tap];
          red += weight * (pixel >> 16 & 0xff);
          green += weight * (pixel >> 8 & 0xff);
          blue += weight * (pixel & 0xff);
        }
        int at = 3 * (y * wide + x);
        rows[at] = red;
        rows[at + 1] = green;
        rows[at + 2] = blue;
      }
    }
    return columns(rows, wide, height, factor, weights);
  }

  private static int[] columns(float[] rows, int wide, int height, int factor, float[] weights) {
    int[] result = new int[wide * height * factor];
    int stride = 3 * wide;
    for (int y = 0; y < height * factor; y++) {
      int first = firstTap(y, factor);
      int phase = (y % factor) * TAPS;
      int row0 = stride * Math.max(0, Math.min(height - 1, first));
      int row1 = stride * Math.max(0, Math.min(height - 1, first + 1));
      int row2 = stride * Math.max(0, Math.min(height - 1, first + 2));
      int row3 = stride * Math.max(0, Math.min(height - 1, first + 3));
      float w0 = weights[phase];
      float w1 = weights[phase + 1];
      float w2 = weights[phase + 2];
      float w3 = weights[phase + 3];
      for (int x = 0; x < wide; x++) {
        int pixel = 0xff;
        for (int c = 3 * x; c < 3 * x + 3; c++) {
          float value =
              w0 * rows[row0 + c] + w1 * rows[row1 + c] + w2 * rows[row2 + c] + w3 * rows[row3 + c];
          pixel = pixel << 8 | level(value);
        }
        result[y * wide + x] = pixel;
      }
    }
    return result;
  }

  private static int level(float value) {
    return Math.max(0, Math.min(255, (int) (value + 0.5f)));
  }

  /** Index of the leftmost of the four source pixels around an enlarged pixel's centre. */
  private static int firstTap(int index, int factor) {
    return (int) Math.floor((index + 0.5) / factor - 0.5) - 1;
  }

  /** Four weights for each of the {@code factor} positions between source pixels. */
  private static float[] weights(int factor) {
    float[] result = new float[factor * TAPS];
    for (int phase = 0; phase < factor; phase++) {
      double centre = (phase + 0.5) / factor - 0.5;
      double t = centre - Math.floor(centre);
      result[phase * TAPS] = (float) (((-t + 2) * t - 1) * t / 2);
      result[phase * TAPS + 1] = (float) (((3 * t - 5) * t * t + 2) / 2);
      result[phase * TAPS + 2] = (float) (((-3 * t + 4) * t + 1) * t / 2);
      result[phase * TAPS + 3] = (float) ((t - 1) * t * t / 2);
    }
    return result;
  }
}
