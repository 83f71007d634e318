package studio.anycost.training.losses;

import java.util.function.DoubleUnaryOperator;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.training.tensors.Gradients;
import studio.anycost.training.tensors.Tensors;

/**
 * StyleGAN2's path length regularisation: a step in the style code should change the picture by the
 * same amount everywhere. Remembers the running mean of the lengths.
 */
public final class PathLength {
  private static final double DECAY = 0.01;

  private double mean;

  /**
   * Goes on from a mean.
   *
   * @param mean of an earlier run, or 0
   */
  public PathLength(double mean) {
    this.mean = mean;
  }

  /** The running mean of the lengths. */
  public double mean() {
    return mean;
  }

  /**
   * The mean over the batch of the squared difference between a length and the running mean, which
   * takes a hundredth of the batch's mean first. Differentiate it by {@link
   * Gradients#ofRegularization}.
   *
   * @param images {@code [batch, 3, size, size]}, made from the code
   * @param code {@code [batch, nStyles, styleDim]}
   * @param noise normal random numbers of the pictures' shape
   */
  public Tensor penalty(Tensor images, Tensor code, Tensor noise) {
    return penalty(images, code, noise, batch -> batch);
  }

  /**
   * The same for a part of a batch.
   *
   * @param overall the mean over the whole batch of the mean over this part
   */
  public Tensor penalty(Tensor images, Tensor code, Tensor noise, DoubleUnaryOperator overall) {
    double scale = 1 / Math.sqrt((double) images.size(2) * images.size(3));
    Tensor projected = images.mul(noise.mul(Tensors.scalar(scale))).sum();
    Tensor gradient = Gradients.differentiable(projected, code);
    Tensor lengths =
        torch.sqrt(gradient.square().sum(2).mean(new long[] {1}, false, new ScalarTypeOptional()));
    mean += DECAY * (overall.applyAsDouble(Tensors.value(lengths.mean())) - mean);
    return lengths.sub(Tensors.scalar(mean)).square().mean();
  }
}
