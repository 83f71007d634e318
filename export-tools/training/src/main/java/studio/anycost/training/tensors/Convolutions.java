package studio.anycost.training.tensors;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * All convolutions of the trainer. Every one runs channels-last: this build of libtorch hands
 * oneDNN's blocked layouts, which the other layout takes, memory whose padding up to a multiple of
 * 16 channels is not cleared, and whatever lay there ends in the result and in the gradients.
 * Channels-last has no such padding, and is faster besides. Gradients of gradients with respect to
 * a weight would leave the layout, so that nothing may ask for them: see {@link Tangents}.
 *
 * <p>The result has the precision of the activations, whatever that of the weight is. oneDNN reads
 * the channels of bfloat16 in pairs, and past an odd last one, so that odd numbers get a channel of
 * zeros. So does a single channel of any precision, for which the two layouts cannot be told apart.
 * Blurs that change the size are wrong in bfloat16 for any number of channels, so that they are
 * computed in single precision.
 */
public final class Convolutions {
  private static final long[] ONE = {1, 1};
  private static final long[] NONE = {0, 0};
  private static final int CHANNELS = 1;

  private Convolutions() {}

  /**
   * Cross-correlation.
   *
   * @param x {@code [batch, in, h, w]}
   * @param weight {@code [out, in, k, k]}
   */
  public static Tensor plain(Tensor x, Tensor weight, long stride, long padding) {
    return plain(x, weight, new TensorOptional(), stride, padding);
  }

  /**
   * Cross-correlation with a bias.
   *
   * @param bias {@code [out]}
   */
  public static Tensor plain(Tensor x, Tensor weight, Tensor bias, long stride, long padding) {
    // As many as the padded weight has.
    Tensor padded = paired(Precision.alike(bias.view(1, -1, 1, 1), x), CHANNELS).flatten();
    return plain(x, weight, new TensorOptional(padded), stride, padding);
  }

  private static Tensor plain(
      Tensor x, Tensor weight, TensorOptional bias, long stride, long padding) {
    if (stride > 1 && weight.size(2) == 1 && padding == 0) {
      // Backwards, this kernel of oneDNN writes behind the end of what has fewer than 16 channels.
      return plain(nth(x, stride), weight, bias, 1, 0);
    }
    Tensor result =
        torch.conv2d(
            channelsLast(paired(x, CHANNELS)),
            alike(paired(weight, x), x),
            bias,
            new long[] {stride, stride},
            new long[] {padding, padding},
            ONE,
            1);
    return firstChannels(result, weight.size(0));
  }

  private static Tensor nth(Tensor x, long stride) {
    return x.slice(2, new LongOptional(0), new LongOptional(x.size(2)), stride)
        .slice(3, new LongOptional(0), new LongOptional(x.size(3)), stride);
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
    Tensor result =
        torch.conv_transpose2d(
            channelsLast(paired(x, CHANNELS)),
            alike(paired(weight, x).transpose(0, 1), x),
            new TensorOptional(),
            new long[] {2, 2},
            NONE,
            NONE,
            1,
            ONE);
    return firstChannels(result, weight.size(0));
  }

  /**
   * One kernel over every channel.
   *
   * @param x {@code [batch, channels, h, w]}
   * @param kernel {@code [k, k]}, without gradient
   */
  public static Tensor depthwise(Tensor x, Tensor kernel, long stride, long padding) {
    if (Precision.isNarrow(x) && stride > 1) {
      return Precision.alike(depthwise(Precision.widened(x), kernel, stride, padding), x);
    }
    Tensor in = paired(x, CHANNELS);
    Tensor result =
        torch.conv2d(
            channelsLast(in),
            perChannel(Precision.alike(kernel, x), in.size(1)),
            new TensorOptional(),
            new long[] {stride, stride},
            new long[] {padding, padding},
            ONE,
            in.size(1));
    return firstChannels(result, x.size(1));
  }

  /**
   * Doubles every channel's size: zeros between the pixels, then one kernel over every channel.
   *
   * @param x {@code [batch, channels, h, w]}
   * @param kernel {@code [4, 4]}, without gradient, turned by half a turn as a cross-correlation of
   *     the widened picture would take it
   */
  public static Tensor depthwiseDoubling(Tensor x, Tensor kernel) {
    if (Precision.isNarrow(x)) {
      return Precision.alike(depthwiseDoubling(Precision.widened(x), kernel), x);
    }
    Tensor in = paired(x, CHANNELS);
    Tensor result =
        torch.conv_transpose2d(
            channelsLast(in),
            perChannel(kernel.flip(0, 1), in.size(1)),
            new TensorOptional(),
            new long[] {2, 2},
            ONE,
            NONE,
            in.size(1),
            ONE);
    return firstChannels(result, x.size(1));
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

  /** A weight {@code [out, in, k, k]}, both of whose channels are padded as those of x are. */
  private static Tensor paired(Tensor weight, Tensor x) {
    boolean narrow = Precision.isNarrow(x);
    return paired(paired(weight, 0, narrow), 1, narrow);
  }

  private static Tensor paired(Tensor tensor, int axis) {
    return paired(tensor, axis, Precision.isNarrow(tensor));
  }

  private static Tensor paired(Tensor tensor, int axis, boolean narrow) {
    long channels = tensor.size(axis);
    if (channels % 2 == 0 || channels > 1 && !narrow) {
      return tensor;
    }
    // Before and behind every axis, the last one first.
    long[] padding = new long[8];
    padding[2 * (3 - axis) + 1] = 1;
    return torch.constant_pad_nd(tensor, padding);
  }

  private static Tensor firstChannels(Tensor result, long channels) {
    return result.size(1) == channels ? result : result.narrow(1, 0, channels);
  }

  private static Tensor perChannel(Tensor kernel, long channels) {
    return channelsLast(kernel.expand(channels, 1, kernel.size(0), kernel.size(1)));
  }

  /** A weight in the precision of x and the layout of all, in one pass. */
  private static Tensor alike(Tensor weight, Tensor x) {
    return weight.to(
        x.scalar_type(), false, false, new MemoryFormatOptional(torch.MemoryFormat.ChannelsLast));
  }

  private static Tensor channelsLast(Tensor tensor) {
    return tensor.contiguous(torch.MemoryFormat.ChannelsLast);
  }
}
