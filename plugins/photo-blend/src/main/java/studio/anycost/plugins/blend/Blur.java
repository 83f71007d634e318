package studio.anycost.plugins.blend;

/**
 * Gaussian blur, with and without weights: three averages over boxes one after the other, which
 * takes the same time for every width (Kovesi, "Fast Almost-Gaussian Filtering", 2010).
 */
final class Blur {
  private static final int PASSES = 3;

  private Blur() {}

  /**
   * One plane, blurred; the outermost pixels go on for ever.
   *
   * @param sigma standard deviation in pixels; less than half a pixel blurs nothing
   */
  static float[] of(float[] plane, int side, double sigma) {
    float[] current = plane.clone();
    float[] next = new float[plane.length];
    int[] widths = widths(sigma);
    for (int width : widths) {
      for (int y = 0; y < side; y++) {
        box(current, y * side, 1, side, width / 2, next);
      }
      float[] swapped = current;
      current = next;
      next = swapped;
    }
    for (int width : widths) {
      for (int x = 0; x < side; x++) {
        box(current, x, side, side, width / 2, next);
      }
      float[] swapped = current;
      current = next;
      next = swapped;
    }
    return current;
  }

  /** Odd widths of boxes whose variances add up to that of the Gaussian, nearly. */
  private static int[] widths(double sigma) {
    double square = 12 * sigma * sigma;
    int small = (int) Math.sqrt(square / PASSES + 1);
    small -= small % 2 == 0 ? 1 : 0;
    double exact =
        (square - PASSES * small * small - 4.0 * PASSES * small - 3.0 * PASSES)
            / (-4.0 * small - 4);
    int[] widths = new int[PASSES];
    for (int i = 0; i < PASSES; i++) {
      widths[i] = i < Math.round(exact) ? small : small + 2;
    }
    return widths;
  }

  private static void box(float[] from, int start, int step, int count, int reach, float[] to) {
    double sum = 0;
    for (int k = -reach; k <= reach; k++) {
      sum += from[start + Math.max(0, Math.min(count - 1, k)) * step];
    }
    double share = 1.0 / (2 * reach + 1);
    for (int i = 0; i < count; i++) {
      to[start + i * step] = (float) (sum * share);
      int enters = Math.min(count - 1, i + reach + 1);
      int leaves = Math.max(0, i - reach);
      sum += from[start + enters * step] - from[start + leaves * step];
    }
  }

  /**
   * Several planes, blurred where they have a weight: what weighs nothing does not bleed into the
   * rest, and gets what is around it.
   *
   * @param weight one plane, 0 or more
   */
  static Planes weighted(Planes planes, float[] weight, double sigma) {
    int side = planes.side();
    float[] sum = of(weight, side, sigma);
    Planes result = Planes.zero(side, planes.data().length);
    for (int plane = 0; plane < planes.data().length; plane++) {
      float[] product = planes.data()[plane].clone();
      for (int i = 0; i < product.length; i++) {
        product[i] *= weight[i];
      }
      float[] blurred = of(product, side, sigma);
      for (int i = 0; i < blurred.length; i++) {
        result.data()[plane][i] = blurred[i] / Math.max(sum[i], Float.MIN_NORMAL);
      }
    }
    return result;
  }
}
