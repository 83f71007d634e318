package studio.anycost.training.step;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.training.losses.AdversarialLoss;
import studio.anycost.training.losses.PathLength;
import studio.anycost.training.networks.Architecture;
import studio.anycost.training.networks.Discriminator;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.tensors.Precision;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Tensors;

/**
 * The losses of a batch for a generator and a discriminator, which stay the caller's. The first
 * stage has one resolution and one architecture; what a stage adds is in what it is given.
 */
public final class BatchLosses {
  private final Generator generator;
  private final Discriminator discriminator;
  private final Optional<Weighted> consistency;
  private final Precision precision;

  /**
   * The consistency loss with its weight.
   *
   * @param weight in the generator's loss, above 0
   */
  public record Weighted(Consistency loss, double weight) {}

  /**
   * Losses of two networks.
   *
   * @param precision of their activations, but for the regularisations, which are single precision
   */
  public BatchLosses(
      Generator generator,
      Discriminator discriminator,
      Optional<Weighted> consistency,
      Precision precision) {
    this.generator = generator;
    this.discriminator = discriminator;
    this.consistency = consistency;
    this.precision = precision;
  }

  /**
   * The discriminator's loss, summed over resolutions. The generator gets no gradient.
   *
   * @param real the same pictures at every resolution that is judged, each {@code [batch, 3, r, r]}
   * @param fake what to compare them with
   * @param ofReal what a conditioned discriminator is told of the real ones
   */
  public Tensor discriminator(List<Tensor> real, Rendering fake, Architecture ofReal) {
    List<Tensor> rendered = Scopes.withoutGradients(() -> fake.by(generator, precision));
    Tensor toldOfReal = ofReal.oneHot();
    Tensor toldOfFake = fake.architecture().oneHot();
    Tensor sum = null;
    for (Tensor pictures : real) {
      Tensor term =
          AdversarialLoss.discriminator(
              discriminator.judge(pictures, toldOfReal, precision),
              discriminator.judge(ofSize(pictures.size(3), rendered), toldOfFake, precision));
      sum = sum == null ? term : sum.add(term);
    }
    return sum;
  }

  /**
   * The gradient penalty before its weight.
   *
   * @param real pictures of one resolution that is judged
   * @param told what a conditioned discriminator is told of them
   */
  public Tensor penalty(Tensor real, Architecture told) {
    Tensor oneHot = told.oneHot();
    return AdversarialLoss.gradientPenalty(pictures -> discriminator.judge(pictures, oneHot), real);
  }

  /**
   * The generator's loss.
   *
   * @param resolutions those that are judged, none without a discriminator; the consistency
   *     compares its own
   */
  public GeneratorLoss generator(Rendering rendering, Set<Integer> resolutions) {
    List<Tensor> rendered = rendering.by(generator, precision);
    Tensor told = rendering.architecture().oneHot();
    Tensor adversarial = torch.zeros(new long[0]);
    for (Tensor pictures : rendered) {
      if (resolutions.contains((int) pictures.size(3))) {
        Tensor term = AdversarialLoss.generator(discriminator.judge(pictures, told, precision));
        adversarial = adversarial.add(term);
      }
    }
    if (consistency.isEmpty()) {
      return new GeneratorLoss(adversarial, Optional.empty(), adversarial);
    }
    Tensor distance = consistency.get().loss().of(rendering, rendered, precision);
    Tensor total = adversarial.add(distance.mul(Tensors.scalar(consistency.get().weight())));
    return new GeneratorLoss(adversarial, Optional.of(distance), total);
  }

  /**
   * The path length regularisation of the largest pictures before its weight.
   *
   * @param noise normal random numbers, {@code [batch, 3, R, R]}
   * @param paths whose running mean it moves
   * @param overall the mean over the whole batch of the mean over this part of it
   */
  public Tensor path(
      Rendering rendering, Tensor noise, PathLength paths, DoubleUnaryOperator overall) {
    return paths.penalty(
        code -> {
          List<Tensor> rendered =
              generator.render(code, rendering.noise(), rendering.architecture());
          return rendered.get(rendered.size() - 1);
        },
        rendering.code(generator),
        noise,
        overall);
  }

  private static Tensor ofSize(long size, List<Tensor> pictures) {
    return pictures.stream()
        .filter(picture -> picture.size(3) == size)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Nothing is rendered at " + size + " px."));
  }
}
