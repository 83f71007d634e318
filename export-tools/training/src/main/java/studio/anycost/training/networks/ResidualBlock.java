package studio.anycost.training.networks;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.training.tensors.Convolutions;
import studio.anycost.training.tensors.Precision;
import studio.anycost.training.tensors.Tensors;
import studio.anycost.training.tensors.Weights;

/** One block of the discriminator, which halves the resolution. */
final class ResidualBlock {
  private final Weights weights;
  private final String name;
  private final boolean modulated;

  private ResidualBlock(Weights weights, String name, boolean modulated) {
    this.weights = weights;
    this.name = name;
    this.modulated = modulated;
  }

  /**
   * Adds a block's tensors to a table.
   *
   * @param architecture length of what it is conditioned on, or 0
   */
  static ResidualBlock begin(Weights weights, String name, long in, long out, long architecture) {
    ResidualBlock block = new ResidualBlock(weights, name, architecture > 0);
    weights.addParameter(name + ".conv1.0.weight", torch.randn(in, in, 3, 3));
    block.beginModulation(".conv1.1", in, architecture);
    weights.addParameter(name + ".conv1." + block.behind(1) + ".bias", torch.zeros(in));
    weights.addBuffer(name + ".conv2.0.kernel", Layers.blurKernel(1));
    weights.addParameter(name + ".conv2.1.weight", torch.randn(out, in, 3, 3));
    block.beginModulation(".conv2.2", out, architecture);
    weights.addParameter(name + ".conv2." + block.behind(2) + ".bias", torch.zeros(out));
    weights.addBuffer(name + ".skip.0.kernel", Layers.blurKernel(1));
    weights.addParameter(name + ".skip.1.weight", torch.randn(out, in, 1, 1));
    block.beginModulation(".skip.2", out, architecture);
    return block;
  }

  /** A modulation takes the place in the row of layers that the activation has without it. */
  private int behind(int index) {
    return modulated ? index + 1 : index;
  }

  // Plain linear layers, which begin as libtorch's do: uniform within 1 / sqrt(in).
  private void beginModulation(String layer, long width, long architecture) {
    if (!modulated) {
      return;
    }
    double bound = 1 / Math.sqrt(architecture);
    for (String mapping : new String[] {".weight_mapping", ".bias_mapping"}) {
      weights.addParameter(name + layer + mapping + ".weight", uniform(bound, width, architecture));
      weights.addParameter(name + layer + mapping + ".bias", uniform(bound, width));
    }
  }

  private static Tensor uniform(double bound, long... shape) {
    return torch.rand(shape).mul(Tensors.scalar(2 * bound)).sub(Tensors.scalar(bound));
  }

  /**
   * Halves the resolution.
   *
   * @param x {@code [batch, in, size, size]}
   * @return {@code [batch, out, size / 2, size / 2]}
   */
  Tensor apply(Tensor x, Tensor architecture) {
    Tensor y = activated(x, ".conv1.", 0, 1, 1, Layers.GAIN, architecture);
    y = Convolutions.depthwise(y, weights.get(name + ".conv2.0.kernel"), 1, 2);
    // Both parts times the square root of a half, which keeps the variance of their sum.
    double half = Math.sqrt(0.5);
    y = activated(y, ".conv2.", 1, 2, 0, Layers.GAIN * half, architecture);
    // Only every second blurred pixel is used by a convolution of one pixel.
    Tensor skip = Convolutions.depthwise(x, weights.get(name + ".skip.0.kernel"), 2, 1);
    skip = Layers.convolution(weights.get(name + ".skip.1.weight"), skip, 1, 0, half);
    if (modulated) {
      Tensor shift = mapped(".skip.2.bias_mapping", architecture).mul(Tensors.scalar(half));
      skip = modulate(skip, ".skip.2", shift, architecture);
    }
    return y.add(skip);
  }

  private Tensor activated(
      Tensor x,
      String layer,
      int index,
      long stride,
      long padding,
      double gain,
      Tensor architecture) {
    Tensor weight = weights.get(name + layer + index + ".weight");
    Tensor bias = weights.get(name + layer + behind(index + 1) + ".bias");
    if (!modulated) {
      return Layers.activatedConvolution(weight, bias, x, stride, padding, gain);
    }
    String modulation = layer + (index + 1);
    Tensor y = Layers.convolution(weight, x, stride, padding, gain);
    Tensor shift = mapped(modulation + ".bias_mapping", architecture);
    shift = shift.add(bias.view(1, -1, 1, 1)).mul(Tensors.scalar(gain));
    return Layers.leak(modulate(y, modulation, shift, architecture));
  }

  /** Scales every channel by 1 and what the architecture adds to it, and shifts it. */
  private Tensor modulate(Tensor x, String layer, Tensor shift, Tensor architecture) {
    Tensor factor = mapped(layer + ".weight_mapping", architecture).add(Tensors.scalar(1));
    return torch.addcmul(Precision.alike(shift, x), x, Precision.alike(factor, x));
  }

  private Tensor mapped(String mapping, Tensor architecture) {
    Tensor bias = weights.get(name + mapping + ".bias");
    return torch
        .linear(
            architecture.view(1, -1),
            weights.get(name + mapping + ".weight"),
            new TensorOptional(bias))
        .view(1, -1, 1, 1);
  }
}
