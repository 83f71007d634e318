package studio.anycost.training.networks;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.training.tensors.Convolutions;
import studio.anycost.training.tensors.Precision;
import studio.anycost.training.tensors.Tensors;
import studio.anycost.training.tensors.Weights;

/**
 * A convolution whose inputs are scaled by a style. Scaling the activations in place of the weights
 * gives the same, {@code d * conv(W, scale * s * x)}, with one weight for the whole batch; the
 * demodulation is {@code d = rsqrt((scale * s)^2 Q + 1e-8)} with {@code Q} the squares of the
 * weights, summed over the kernel. The scale counts the full input width, whatever is sliced off. A
 * blur commutes with the demodulation, which is the same all over a channel.
 */
final class ModulatedConvolution {
  private final Weights weights;
  private final String name;
  private final boolean upsamples;

  /** A layer whose tensors are in the table already. */
  private ModulatedConvolution(Weights weights, String name, boolean upsamples) {
    this.weights = weights;
    this.name = name;
    this.upsamples = upsamples;
  }

  /** A styled convolution's, 3x3 and demodulated. */
  static ModulatedConvolution styled(
      Weights weights, String name, long in, long out, long style, boolean upsamples) {
    begin(weights, name, in, out, 3, style);
    if (upsamples) {
      weights.addBuffer(name + ".blur.kernel", Layers.blurKernel(4));
    }
    return new ModulatedConvolution(weights, name, upsamples);
  }

  /** A to-RGB's, 1x1 and not demodulated. */
  static ModulatedConvolution colours(Weights weights, String name, long in, long style) {
    begin(weights, name, in, 3, 1, style);
    return new ModulatedConvolution(weights, name, false);
  }

  private static void begin(
      Weights weights, String name, long in, long out, long kernel, long style) {
    weights.addParameter(name + ".weight", torch.randn(1, out, in, kernel, kernel));
    Layers.beginLinear(weights, name + ".modulation", style, in, 1, 1);
  }

  /**
   * Computes the first channels of the output from as many as the input has, not demodulated.
   *
   * @param x {@code [batch, in, h, w]}, in the precision of the result
   * @param style {@code [batch, styleDim]}
   * @param out how many channels to compute
   */
  Tensor apply(Tensor x, Tensor style, long out) {
    return convolved(x, scales(style, x.size(1)), out);
  }

  /**
   * The same, demodulated, with noise and bias, and activated.
   *
   * @param noise {@code [batch or 1, 1, size, size]}
   * @param bias at least as many values as channels are computed
   */
  Tensor activated(Tensor x, Tensor style, long out, Tensor noise, Tensor bias) {
    Tensor scales = scales(style, x.size(1));
    Tensor y = convolved(x, scales, out);
    if (upsamples) {
      y = Convolutions.depthwise(y, weights.get(name + ".blur.kernel"), 1, 1);
    }
    Tensor squares = weight(x.size(1), out).square().sum(2, 3);
    Tensor norm =
        scales
            .square()
            .matmul(squares.t())
            .add_(Tensors.scalar(Layers.EPSILON))
            .rsqrt()
            .mul(Tensors.scalar(Layers.GAIN));
    Tensor added = noise.mul(Tensors.scalar(Layers.GAIN));
    y = torch.addcmul(Precision.alike(added, y), y, Precision.alike(norm.view(-1, out, 1, 1), y));
    return Layers.leak(y.add_(Layers.bias(bias, y, Layers.GAIN)));
  }

  /** What the input's channels are multiplied by, with the scale of the weight. */
  private Tensor scales(Tensor style, long in) {
    Tensor full = weights.get(name + ".weight");
    double scale = 1 / Math.sqrt(full.size(2) * full.size(3) * full.size(4));
    return Layers.linear(weights, name + ".modulation", style, 1)
        .narrow(1, 0, in)
        .mul(Tensors.scalar(scale));
  }

  private Tensor convolved(Tensor x, Tensor scales, long out) {
    long in = x.size(1);
    Tensor scaled = x.mul(Precision.alike(scales.view(-1, in, 1, 1), x));
    Tensor weight = weight(in, out);
    return upsamples
        ? Convolutions.upsampling(scaled, weight)
        : Convolutions.plain(scaled, weight, 1, weight.size(2) / 2);
  }

  private Tensor weight(long in, long out) {
    return weights.get(name + ".weight").squeeze(0).narrow(0, 0, out).narrow(1, 0, in);
  }
}
