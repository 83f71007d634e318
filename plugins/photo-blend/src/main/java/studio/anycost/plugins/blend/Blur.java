package studio.anycost.plugins.blend;

/** Gaussian blur, with and without weights. */
final class Blur {
  /** So many standard deviations to each side hold all that can be seen. */
  private static final double REACH = 3;

  private Blur() {}

  /**
   * One plane, blurred; the outermost pixels go on for ever.
   *
   * @param sigma standard deviation in pixels
   */
  static float[] of(float[] plane, int side, double sigma) {
    if (sigma <= 0) {
      return plane.clone();
    }
    float[] kernel = kernel(sigma);
    float[] across = new float[plane.length];
    for (int y = 0; y < side; y++) {
      line(plane, y * side, 1, side, kernel, across);
    }
    float[] result = new float[plane.length];
    for (int x = 0; x < side; x++) {
      line(across, x, side, side, kernel, result);
    }
    return result;
  }

  private static float[] kernel(double sigma) {
    int reach = (int) Math.ceil(REACH * sigma);
    float[] kernel = new float[2 * reach + 1];
    float sum = 0;
    for (int i = -reach; i <= reach; i++) {
      kernel[i + reach] = (float) Math.exp(-0.5 * i * i / (sigma * sigma));
      sum += kernel[i + reach];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= sum;
    }
    return kernel;
  }

  private static void line(
      float[] from, int start, int step, int count, float[] kernel, float[] to) {
    int reach = kernel.length / 2;
    for (int i = 0; i < count; i++) {
      float sum = 0;
      for (int k = -reach; k <= reach; k++) {
        int at = Math.max(0, Math.min(count - 1, i + k));
        sum += kernel[k + reach] * from[start + at * step];
      }
      to[start + i * step] = sum;
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
