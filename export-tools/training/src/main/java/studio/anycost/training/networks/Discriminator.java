package studio.anycost.training.networks;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.Resolutions;
import studio.anycost.training.tensors.Precision;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Tensors;
import studio.anycost.training.tensors.Weights;

/**
 * StyleGAN2's residual discriminator. Pictures of a lower resolution enter at an inner block
 * through a from-RGB of their own.
 */
public final class Discriminator implements AutoCloseable {
  private static final int DEVIATION_GROUP = 4;

  private final DiscriminatorSpec spec;
  private final Weights weights = new Weights();
  private final List<ResidualBlock> blocks = new ArrayList<>();

  /** A discriminator with the first weights of StyleGAN2, drawn from libtorch's random numbers. */
  public Discriminator(DiscriminatorSpec spec) {
    this.spec = spec;
    Scopes.run(this::begin);
  }

  // In the order in which the public implementation counts the parameters.
  private void begin() {
    ChannelTable channels = spec.channels();
    List<Integer> resolutions = spec.resolutions();
    for (int i = 0; i < resolutions.size(); i++) {
      int out = channels.channels(resolutions.get(i), 1);
      weights.addParameter("convs." + i + ".0.weight", torch.randn(out, 3, 1, 1));
      weights.addParameter("convs." + i + ".1.bias", torch.zeros(out));
    }
    int count = Resolutions.log2(channels.resolution()) - 2;
    for (int i = 0; i < count; i++) {
      int resolution = channels.resolution() >> i;
      boolean modulated = spec.conditioned() && i >= count - DiscriminatorSpec.MODULATED_BLOCKS;
      blocks.add(
          ResidualBlock.begin(
              weights,
              blockName(i),
              channels.channels(resolution, 1),
              channels.channels(resolution / 2, 1),
              modulated ? spec.architectureLength() : 0));
    }
    int width = channels.channels(Resolutions.LOWEST, 1);
    weights.addParameter("final_conv.0.weight", torch.randn(width, width + 1, 3, 3));
    weights.addParameter("final_conv.1.bias", torch.zeros(width));
    int pixels = Resolutions.LOWEST * Resolutions.LOWEST;
    Layers.beginLinear(weights, "final_linear.0", (long) width * pixels, width, 0, 1);
    Layers.beginLinear(weights, "final_linear.1", width, 1, 0, 1);
  }

  private String blockName(int block) {
    return spec.inputs() == 1 ? "convs." + (block + 1) : "blocks." + block;
  }

  /** Widths, inputs and conditioning. */
  public DiscriminatorSpec spec() {
    return spec;
  }

  /** Its tensors under their public names; they stay the discriminator's. */
  public Weights weights() {
    return weights;
  }

  /**
   * Judges pictures in single precision.
   *
   * @see #judge(Tensor, Tensor, Precision)
   */
  public Tensor judge(Tensor images, Tensor architecture) {
    return judge(images, architecture, Precision.FLOAT32);
  }

  /**
   * Judges pictures.
   *
   * @param images {@code [batch, 3, r, r]} of one of its resolutions; a batch above 4 is a multiple
   *     of 4, as deviations are taken over groups of 4 pictures
   * @param architecture {@link Architecture#oneHot} of the generator that made them, or one drawn
   *     for real ones; ignored if the discriminator is not conditioned
   * @param precision of what lies between the convolutions; deviations and linear layers are single
   *     precision
   * @return {@code [batch, 1]}, above 0 for pictures that look real
   * @throws IllegalArgumentException if the resolution or the batch is none of these
   */
  public Tensor judge(Tensor images, Tensor architecture, Precision precision) {
    int from = spec.resolutions().indexOf((int) images.size(3));
    if (from < 0) {
      throw new IllegalArgumentException(
          "The discriminator judges " + spec.resolutions() + " px, not " + images.size(3) + ".");
    }
    String name = "convs." + from;
    Tensor x =
        Layers.activatedConvolution(
            weights.get(name + ".0.weight"),
            weights.get(name + ".1.bias"),
            precision.of(images),
            1,
            0,
            Layers.GAIN);
    for (ResidualBlock block : blocks.subList(from, blocks.size())) {
      x = block.apply(x, architecture);
    }
    x = precision.of(withDeviation(Precision.widened(x)));
    x =
        Layers.activatedConvolution(
            weights.get("final_conv.0.weight"),
            weights.get("final_conv.1.bias"),
            x,
            1,
            1,
            Layers.GAIN);
    // Row by row of every channel, as the linear layer's weights were counted.
    x = Precision.widened(x).contiguous().flatten(1, 3);
    x = Layers.activatedLinear(weights, "final_linear.0", x, 1);
    return Layers.linear(weights, "final_linear.1", x, 1);
  }

  /** Adds a channel with the mean deviation of the features among up to 4 pictures. */
  private static Tensor withDeviation(Tensor x) {
    long batch = x.size(0);
    long group = Math.min(batch, DEVIATION_GROUP);
    if (batch % group != 0) {
      throw new IllegalArgumentException(
          "A batch above " + DEVIATION_GROUP + " is a multiple of it, not " + batch + ".");
    }
    Tensor deviation =
        x.contiguous()
            .view(group, batch / group, x.size(1), x.size(2), x.size(3))
            .var(new long[] {0}, false, false)
            .add(Tensors.scalar(Layers.EPSILON))
            .sqrt()
            .mean(1, 2, 3)
            .repeat(group)
            .view(batch, 1, 1, 1)
            .expand(batch, 1, x.size(2), x.size(3));
    return torch.cat(new TensorVector(x, deviation), 1);
  }

  /** Frees the weights. */
  @Override
  public void close() {
    weights.close();
  }
}
