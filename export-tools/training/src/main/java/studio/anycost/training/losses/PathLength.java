package studio.anycost.training.losses;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.training.tensors.Gradients;
import studio.anycost.training.tensors.Tangents;
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
   * takes a hundredth of the batch's mean first.
   *
   * @param render makes {@code [batch, 3, size, size]} from a code
   * @param code {@code [batch, nStyles, styleDim]}
   * @param noise normal random numbers of the pictures' shape
   */
  public Tensor penalty(UnaryOperator<Tensor> render, Tensor code, Tensor noise) {
    return penalty(render, code, noise, batch -> batch);
  }

  /**
   * The same for a part of a batch. With the derivative of the penalty with respect to the lengths'
   * gradients held, its gradient is that of the pictures' derivative along it.
   *
   * @param overall the mean over the whole batch of the mean over this part
   */
  public Tensor penalty(
      UnaryOperator<Tensor> render, Tensor code, Tensor noise, DoubleUnaryOperator overall) {
    Tensor projection =
        noise.mul(Tensors.scalar(1 / Math.sqrt((double) noise.size(2) * noise.size(3))));
    Tensor start = code.detach().requires_grad_(true);
    Tensor projected = render.apply(start).mul(projection).sum();
    Tensor gradient = Gradients.of(projected, List.of(start)).get(0).detach().requires_grad_(true);
    Tensor lengths =
        torch.sqrt(gradient.square().sum(2).mean(new long[] {1}, false, new ScalarTypeOptional()));
    mean += DECAY * (overall.applyAsDouble(Tensors.value(lengths.mean())) - mean);
    Tensor penalty = lengths.sub(Tensors.scalar(mean)).square().mean();
    Tensor direction = Gradients.of(penalty, List.of(gradient)).get(0);
    Tensor slope = Tangents.along(render, code, direction).mul(projection).sum();
    return Tangents.valued(penalty, slope);
  }
}
