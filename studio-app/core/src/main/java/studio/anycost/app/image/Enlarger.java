package studio.anycost.app.image;

import studio.anycost.api.model.RgbImage;

/**
 * Enlarges small pictures smoothly by a whole factor with the cubic filter of Catmull and Rom: the
 * bilinear filter of a graphics pipeline alone shows the pixel grid of a preview that is drawn at
 * several times its size. Separable; edge pixels are repeated.
 */
final class Enlarger {
  private static final int TAPS = 4;

  private final int width;
  private final int height;
  private final int factor;

  /** {@link #TAPS} weights for each of the {@code factor} positions between source pixels. */
  private final float[] weights;

  private Enlarger(int width, int height, int factor) {
    this.width = width;
    this.height = height;
    this.factor = factor;
    this.weights = weights(factor);
  }

  /**
   * @param factor at least 1
   * @return opaque pixels, {@code width * factor} by {@code height * factor}
   */
  static int[] enlarge(RgbImage image, int factor) {
    int[] source = image.toArray();
    if (factor == 1) {
      return source;
    }
    Enlarger enlarger = new Enlarger(image.width(), image.height(), factor);
    return enlarger.down(
        enlarger.across(source, 16), enlarger.across(source, 8), enlarger.across(source, 0));
  }

  /** One colour, as wide as the result and as high as the source. */
  private float[] across(int[] source, int shift) {
    int wide = width * factor;
    float[] result = new float[height * wide];
    // So that no tap of a pixel lies beyond the ends of its row.
    float[] row = new float[width + TAPS];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < row.length; x++) {
        int pixel = source[y * width + clamp(x - TAPS / 2, width - 1)];
        row[x] = pixel >> shift & 0xff;
      }
      for (int phase = 0; phase < factor; phase++) {
        int first = firstTap(phase) + TAPS / 2;
        float w0 = weights[phase * TAPS];
        float w1 = weights[phase * TAPS + 1];
        float w2 = weights[phase * TAPS + 2];
        float w3 = weights[phase * TAPS + 3];
        int at = y * wide + phase;
        for (int x = first; x < first + width; x++) {
          result[at] = w0 * row[x] + w1 * row[x + 1] + w2 * row[x + 2] + w3 * row[x + 3];
          at += factor;
        }
      }
    }
    return result;
  }

  private int[] down(float[] red, float[] green, float[] blue) {
    int wide = width * factor;
    int[] result = new int[wide * height * factor];
    for (int y = 0; y < height * factor; y++) {
      int first = firstTap(y);
      int row0 = wide * clamp(first, height - 1);
      int row1 = wide * clamp(first + 1, height - 1);
      int row2 = wide * clamp(first + 2, height - 1);
      int row3 = wide * clamp(first + 3, height - 1);
      int phase = (y % factor) * TAPS;
      float w0 = weights[phase];
      float w1 = weights[phase + 1];
      float w2 = weights[phase + 2];
      float w3 = weights[phase + 3];
      for (int x = 0; x < wide; x++) {
        int r0 = row0 + x;
        int r1 = row1 + x;
        int r2 = row2 + x;
        int r3 = row3 + x;
        result[y * wide + x] =
            0xff000000
                | level(w0 * red[r0] + w1 * red[r1] + w2 * red[r2] + w3 * red[r3]) << 16
                | level(w0 * green[r0] + w1 * green[r1] + w2 * green[r2] + w3 * green[r3]) << 8
                | level(w0 * blue[r0] + w1 * blue[r1] + w2 * blue[r2] + w3 * blue[r3]);
      }
    }
    return result;
  }

  private static int level(float value) {
    return clamp((int) (value + 0.5f), 255);
  }

  private static int clamp(int value, int largest) {
    return Math.max(0, Math.min(largest, value));
  }

  /** Index of the leftmost of the four source pixels around an enlarged pixel's centre. */
  private int firstTap(int index) {
    return (int) Math.floor((index + 0.5) / factor - 0.5) - 1;
  }

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
