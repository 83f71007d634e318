package studio.anycost.training.networks;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.training.tensors.Convolutions;
import studio.anycost.training.tensors.Precision;
import studio.anycost.training.tensors.Tensors;
import studio.anycost.training.tensors.Weights;

/** The layers that generator and discriminator share, by the names of their tensors. */
final class Layers {
  /** Added under roots, as StyleGAN2 does. */
  static final double EPSILON = 1e-8;

  private static final double SLOPE = 0.2;

  private Layers() {}

  /** Leaky ReLU 0.2 times the square root of 2, which keeps the variance. */
  static Tensor activate(Tensor x) {
    return torch.leaky_relu(x, Tensors.scalar(SLOPE)).mul(Tensors.scalar(Math.sqrt(2)));
  }

  /** The same behind a bias for every channel, of which the first ones are taken. */
  static Tensor activate(Tensor x, Tensor bias) {
    Tensor first = bias.narrow(0, 0, x.size(1)).view(1, -1, 1, 1);
    return activate(x.add(Precision.alike(first, x)));
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
    Tensor weight = weights.get(name + ".weight");
    double scale = rate / Math.sqrt(weight.size(1));
    Tensor bias = weights.get(name + ".bias");
    return torch.linear(
        x,
        weight.mul(Tensors.scalar(scale)),
        new TensorOptional(rate == 1 ? bias : bias.mul(Tensors.scalar(rate))));
  }

  /** An equalised convolution without bias. */
  static Tensor convolution(Tensor weight, Tensor x, long stride, long padding) {
    double scale = 1 / Math.sqrt(weight.size(1) * weight.size(2) * weight.size(3));
    return Convolutions.plain(x, weight.mul(Tensors.scalar(scale)), stride, padding);
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
