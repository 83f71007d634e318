package studio.anycost.training.tensors;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * All convolutions of the trainer. Every one runs channels-last: this build of libtorch hands
 * oneDNN's blocked layouts, which the other layout takes, memory whose padding up to a multiple of
 * 16 channels is not cleared, and whatever lay there ends in the result and in the gradients.
 * Channels-last has no such padding, and is faster besides. Gradients of gradients with respect to
 * a weight leave the layout, see {@link Gradients#ofRegularization}.
 */
public final class Convolutions {
  private static final long[] ONE = {1, 1};
  private static final long[] NONE = {0, 0};

  private Convolutions() {}

  /**
   * Cross-correlation.
   *
   * @param x {@code [batch, in, h, w]}
   * @param weight {@code [out, in, k, k]}
   */
  public static Tensor plain(Tensor x, Tensor weight, long stride, long padding) {
    return torch.conv2d(
        channelsLast(x),
        channelsLast(weight),
        new TensorOptional(),
        new long[] {stride, stride},
        new long[] {padding, padding},
        ONE,
        1);
  }

  /**
   * Transposed convolution of stride 2 without padding: n pixels become {@code 2n - 2 + k}. Of four
   * output pixels each is made from those taps only that fall on an input pixel, so that this is
   * the polyphase form already.
   *
   * @param x {@code [batch, in, h, w]}
   * @param weight {@code [out, in, k, k]}, not yet transposed
   */
  public static Tensor upsampling(Tensor x, Tensor weight) {
    return torch.conv_transpose2d(
        channelsLast(x),
        channelsLast(weight.transpose(0, 1)),
        new TensorOptional(),
        new long[] {2, 2},
        NONE,
        NONE,
        1,
        ONE);
  }

  /**
   * One kernel over every channel.
   *
   * @param x {@code [batch, channels, h, w]}
   * @param kernel {@code [k, k]}, without gradient
   */
  public static Tensor depthwise(Tensor x, Tensor kernel, long stride, long padding) {
    return torch.conv2d(
        channelsLast(x),
        perChannel(kernel, x.size(1)),
        new TensorOptional(),
        new long[] {stride, stride},
        new long[] {padding, padding},
        ONE,
        x.size(1));
  }

  /**
   * Doubles every channel's size: zeros between the pixels, then one kernel over every channel.
   *
   * @param x {@code [batch, channels, h, w]}
   * @param kernel {@code [4, 4]}, without gradient, turned by half a turn as a cross-correlation of
   *     the widened picture would take it
   */
  public static Tensor depthwiseDoubling(Tensor x, Tensor kernel) {
    return torch.conv_transpose2d(
        channelsLast(x),
        perChannel(kernel.flip(0, 1), x.size(1)),
        new TensorOptional(),
        new long[] {2, 2},
        ONE,
        NONE,
        x.size(1),
        ONE);
  }

  /**
   * Cross-correlation of a frozen network, without padding.
   *
   * @param x {@code [batch, in, h, w]}
   * @param weight {@code [out, in / groups, k, k]}, without gradient
   */
  public static Tensor grouped(Tensor x, Tensor weight, long stride, long groups) {
    return torch.conv2d(
        channelsLast(x),
        channelsLast(weight),
        new TensorOptional(),
        new long[] {stride, stride},
        NONE,
        ONE,
        groups);
  }

  private static Tensor perChannel(Tensor kernel, long channels) {
    return channelsLast(kernel.expand(channels, 1, kernel.size(0), kernel.size(1)));
  }

  private static Tensor channelsLast(Tensor tensor) {
    return tensor.contiguous(torch.MemoryFormat.ChannelsLast);
  }
}
