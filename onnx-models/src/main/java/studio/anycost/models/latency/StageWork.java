package studio.anycost.models.latency;

import java.util.List;

/**
 * What a stage does, counted: the quantities that its time is made of.
 *
 * <p>For input, middle and output widths a, b, c (rounded up to whole blocks) at p output pixels:
 * the upsampling convolution does 9ab p/4 multiply-accumulates, the second 9bc p; each reads its
 * input once for every four blocks of outputs, which is what the kernels keep in registers; the
 * element-wise work passes over b p and c p values; and the weights, ab + bc, are scaled and
 * streamed once whatever the picture's size. The 4 px stage has one convolution, a to b.
 */
final class StageWork {
  /** Blocks of output channels that a convolution computes from one reading of its input. */
  private static final int BLOCKS_AT_ONCE = 4;

  private static final double KERNEL = 9;
  private static final double MILLION = 1e6;

  /** Milliseconds for the quantities on one slow core, until something was measured. */
  private static final double[] SLOW_CORE = {0.05, 0.125, 0.125, 0.3, 0.6, 0.6, 0.6};

  private final KernelLayout layout;

  StageWork(KernelLayout layout) {
    this.layout = layout;
  }

  /**
   * A stage is made of a fixed part, then millions of: operations, values read, values, weights.
   */
  double[] features(StageShape shape) {
    List<Integer> widths = shape.widths();
    double pixels = (double) shape.resolution() * shape.resolution();
    if (widths.size() == 2) {
      int in = layout.padded(widths.get(0));
      int out = layout.padded(widths.get(1));
      return quantities(
          0, KERNEL * in * out * pixels, reads(in, out) * pixels, 0, out * pixels, in * out);
    }
    int in = layout.padded(widths.get(0));
    int middle = layout.padded(widths.get(1));
    int out = layout.padded(widths.get(2));
    return quantities(
        KERNEL * in * middle * pixels / 4,
        KERNEL * middle * out * pixels,
        reads(in, middle) * pixels / 4 + reads(middle, out) * pixels,
        middle * pixels,
        out * pixels,
        (double) in * middle + (double) middle * out);
  }

  private double reads(int in, int out) {
    int atOnce = BLOCKS_AT_ONCE * layout.channelBlock();
    return (double) in * ((out + atOnce - 1) / atOnce);
  }

  private static double[] quantities(double... millions) {
    double[] result = new double[millions.length + 1];
    result[0] = 1;
    for (int i = 0; i < millions.length; i++) {
      result[i + 1] = millions[i] / MILLION;
    }
    return result;
  }

  /** What is assumed of a machine of which nothing is known. */
  static CostCurve assumed(int threads) {
    double[] coefficients = SLOW_CORE.clone();
    for (int i = 1; i < coefficients.length; i++) {
      coefficients[i] /= threads;
    }
    return new CostCurve(coefficients);
  }
}
