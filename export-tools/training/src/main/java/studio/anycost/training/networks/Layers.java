package studio.anycost.training.networks;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.training.tensors.Convolutions;
import studio.anycost.training.tensors.Precision;
import studio.anycost.training.tensors.Tensors;
import studio.anycost.training.tensors.Weights;

/** The layers that generator and discriminator share, by the names of their tensors. */
final class Layers {
  /** Added under roots, as StyleGAN2 does. */
  static final double EPSILON = 1e-8;

  /** What keeps the variance behind a leaky ReLU. */
  static final double GAIN = Math.sqrt(2);

  private static final double SLOPE = 0.2;

  private Layers() {}

  /**
   * Leaky ReLU 0.2, in the place of its input, which nothing else may use. The square root of 2
   * that keeps the variance behind it is {@link #GAIN}, which goes through it, so that what makes
   * the input has it for free.
   */
  static Tensor leak(Tensor x) {
    return torch.leaky_relu_(x, Tensors.scalar(SLOPE));
  }

  /** The first values of a bias, times a gain, for activations of as many channels. */
  static Tensor bias(Tensor bias, Tensor x, double gain) {
    return Precision.alike(
        bias.narrow(0, 0, x.size(1)).view(1, -1, 1, 1).mul(Tensors.scalar(gain)), x);
  }

  /** Begins an equalised linear layer. */
  static void beginLinear(
      Weights weights, String name, long in, long out, double bias, double rate) {
    weights.addParameter(name + ".weight", torch.randn(out, in).div(Tensors.scalar(rate)));
    weights.addParameter(name + ".bias", torch.full(new long[] {out}, Tensors.scalar(bias)));
  }

  /**
   * An equalised linear layer: weights of variance 1 are scaled by {@code rate / sqrt(in)} at run
   * time, so that all layers learn at one speed.
   *
   * @param x {@code [batch, in]}
   */
  static Tensor linear(Weights weights, String name, Tensor x, double rate) {
    return linear(weights, name, x, rate, 1);
  }

  /** The same, activated. */
  static Tensor activatedLinear(Weights weights, String name, Tensor x, double rate) {
    return leak(linear(weights, name, x, rate, GAIN));
  }

  // The factors are the product's own: a pass over a weight takes longer than that over a batch.
  private static Tensor linear(Weights weights, String name, Tensor x, double rate, double gain) {
    Tensor weight = weights.get(name + ".weight");
    return torch.addmm(
        weights.get(name + ".bias"),
        x,
        weight.t(),
        Tensors.scalar(gain * rate),
        Tensors.scalar(gain * rate / Math.sqrt(weight.size(1))));
  }

  /** An equalised convolution without bias, times a gain. */
  static Tensor convolution(Tensor weight, Tensor x, long stride, long padding, double gain) {
    return Convolutions.plain(x, equalised(weight, gain), stride, padding);
  }

  /** An equalised convolution with bias, times a gain, and activated. */
  static Tensor activatedConvolution(
      Tensor weight, Tensor bias, Tensor x, long stride, long padding, double gain) {
    return leak(
        Convolutions.plain(
            x, equalised(weight, gain), bias.mul(Tensors.scalar(gain)), stride, padding));
  }

  private static Tensor equalised(Tensor weight, double gain) {
    double scale = gain / Math.sqrt(weight.size(1) * weight.size(2) * weight.size(3));
    return weight.mul(Tensors.scalar(scale));
  }

  /** The kernel that StyleGAN2 blurs with, summing to a gain. */
  static Tensor blurKernel(double gain) {
    float[] row = {1, 3, 3, 1};
    float[] kernel = new float[row.length * row.length];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = (float) (row[i / row.length] * row[i % row.length] / 64 * gain);
    }
    return Tensors.of(kernel, row.length, row.length);
  }
}
