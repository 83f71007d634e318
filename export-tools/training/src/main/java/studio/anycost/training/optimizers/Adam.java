package studio.anycost.training.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Tensors;
import studio.anycost.training.tensors.Weights;

/**
 * Adam on the parameters of one network that are not held. Owns the two moments of every parameter,
 * as the public format counts them all; close it before the weights that it moves.
 */
public final class Adam implements AutoCloseable {
  /** Added to the root of the second moment. */
  public static final double EPSILON = 1e-8;

  private final Settings settings;
  private final List<Tensor> parameters;
  private final List<Tensor> first = new ArrayList<>();
  private final List<Tensor> second = new ArrayList<>();
  private long steps;

  /**
   * How fast it moves.
   *
   * @param rate learning rate, above 0
   * @param beta1 decay of the first moment, in [0, 1)
   * @param beta2 decay of the second moment, in [0, 1)
   */
  public record Settings(double rate, double beta1, double beta2) {
    /** The published settings: rate 0.002, betas 0 and 0.99. */
    public static final Settings PUBLISHED = new Settings(0.002, 0, 0.99);

    public Settings {
      if (!(rate > 0 && beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
        throw new IllegalArgumentException(
            "Adam needs a rate above 0 and betas from 0 to below 1, not "
                + rate
                + ", "
                + beta1
                + " and "
                + beta2
                + ".");
      }
    }

    /**
     * The settings for a loss with a regularisation that runs as a step of its own every so many
     * steps: StyleGAN2 keeps the speed of {@code every} steps the same with one more among them, so
     * rate and the betas' exponents are multiplied by {@code every / (every + 1)}.
     */
    public Settings withRegularizationEvery(int every) {
      double share = every / (every + 1.0);
      return new Settings(rate * share, Math.pow(beta1, share), Math.pow(beta2, share));
    }
  }

  /** Begins with moments of zero. */
  public Adam(Weights weights, Settings settings) {
    this.settings = settings;
    this.parameters = weights.parameters();
    Scopes.run(
        () -> {
          for (Tensor parameter : parameters) {
            first.add(Tensors.keep(torch.zeros_like(parameter)));
            second.add(Tensors.keep(torch.zeros_like(parameter)));
          }
        });
  }

  /** The settings. */
  public Settings settings() {
    return settings;
  }

  /** The steps so far. */
  public long steps() {
    return steps;
  }

  /** The running mean of the gradients, for every parameter; the optimizer's. */
  public List<Tensor> firstMoments() {
    return List.copyOf(first);
  }

  /** The running mean of the gradients' squares, for every parameter; the optimizer's. */
  public List<Tensor> secondMoments() {
    return List.copyOf(second);
  }

  /** Goes on where another run was after so many steps; its moments are copied in by the caller. */
  public void resumeAt(long steps) {
    this.steps = steps;
  }

  /** Moves the parameters once, by gradients in the order of {@link Weights#trained}. */
  public void step(List<Tensor> gradients) {
    int[] moved =
        IntStream.range(0, parameters.size())
            .filter(i -> parameters.get(i).requires_grad())
            .toArray();
    if (gradients.size() != moved.length) {
      throw new IllegalArgumentException("Every parameter that is not held has a gradient.");
    }
    steps++;
    // m / (sqrt(v) / c + e) is c * m / (sqrt(v) + c * e), which takes one pass less.
    double root2 = Math.sqrt(1 - Math.pow(settings.beta2, steps));
    double rate = settings.rate * root2 / (1 - Math.pow(settings.beta1, steps));
    Scopes.runWithoutGradients(
        () -> {
          for (int i = 0; i < moved.length; i++) {
            Tensor gradient = gradients.get(i);
            Tensor mean = first.get(moved[i]);
            Tensor square = second.get(moved[i]);
            mean.lerp_(gradient, Tensors.scalar(1 - settings.beta1));
            square
                .mul_(Tensors.scalar(settings.beta2))
                .addcmul_(gradient, gradient, Tensors.scalar(1 - settings.beta2));
            Tensor root = square.sqrt().add_(Tensors.scalar(EPSILON * root2));
            parameters.get(moved[i]).addcdiv_(mean, root, Tensors.scalar(-rate));
          }
        });
  }

  /** Frees the moments. */
  @Override
  public void close() {
    first.forEach(Tensor::close);
    second.forEach(Tensor::close);
    first.clear();
    second.clear();
  }
}
