package studio.anycost.training.networks;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.training.tensors.Convolutions;
import studio.anycost.training.tensors.Precision;
import studio.anycost.training.tensors.Tensors;
import studio.anycost.training.tensors.Weights;

/**
 * A convolution whose inputs are scaled by a style. Scaling the activations in place of the weights
 * gives the same, {@code d * conv(scale * W, s * x)}, with one weight for the whole batch; the
 * demodulation is {@code d = rsqrt(s^2 Q + 1e-8)} with {@code Q} the squares of the scaled weights,
 * summed over the kernel. The scale counts the full input width, whatever is sliced off.
 */
final class ModulatedConvolution {
  private final Weights weights;
  private final String name;
  private final boolean demodulates;
  private final boolean upsamples;

  /** A layer whose tensors are in the table already. */
  private ModulatedConvolution(
      Weights weights, String name, boolean demodulates, boolean upsamples) {
    this.weights = weights;
    this.name = name;
    this.demodulates = demodulates;
    this.upsamples = upsamples;
  }

  /** A styled convolution's, 3x3 and demodulated. */
  static ModulatedConvolution styled(
      Weights weights, String name, long in, long out, long style, boolean upsamples) {
    begin(weights, name, in, out, 3, style);
    if (upsamples) {
      weights.addBuffer(name + ".blur.kernel", Layers.blurKernel(4));
    }
    return new ModulatedConvolution(weights, name, true, upsamples);
  }

  /** A to-RGB's, 1x1 and not demodulated. */
  static ModulatedConvolution colours(Weights weights, String name, long in, long style) {
    begin(weights, name, in, 3, 1, style);
    return new ModulatedConvolution(weights, name, false, false);
  }

  private static void begin(
      Weights weights, String name, long in, long out, long kernel, long style) {
    weights.addParameter(name + ".weight", torch.randn(1, out, in, kernel, kernel));
    Layers.beginLinear(weights, name + ".modulation", style, in, 1, 1);
  }

  /**
   * Computes the first channels of the output from as many as the input has.
   *
   * @param x {@code [batch, in, h, w]}, in the precision of the result
   * @param style {@code [batch, styleDim]}
   * @param out how many channels to compute
   */
  Tensor apply(Tensor x, Tensor style, long out) {
    long in = x.size(1);
    Tensor full = weights.get(name + ".weight").squeeze(0);
    long kernel = full.size(2);
    double scale = 1 / Math.sqrt(full.size(1) * kernel * kernel);
    Tensor weight = full.narrow(0, 0, out).narrow(1, 0, in).mul(Tensors.scalar(scale));
    Tensor scales = Layers.linear(weights, name + ".modulation", style, 1).narrow(1, 0, in);
    Tensor scaled = x.mul(Precision.alike(scales.view(-1, in, 1, 1), x));
    Tensor result =
        upsamples
            ? Convolutions.upsampling(scaled, weight)
            : Convolutions.plain(scaled, weight, 1, kernel / 2);
    if (demodulates) {
      Tensor squares = weight.square().sum(2, 3);
      Tensor norm = scales.square().matmul(squares.t()).add(Tensors.scalar(Layers.EPSILON)).rsqrt();
      result = result.mul(Precision.alike(norm.view(-1, out, 1, 1), x));
    }
    return upsamples
        ? Convolutions.depthwise(result, weights.get(name + ".blur.kernel"), 1, 1)
        : result;
  }
}
