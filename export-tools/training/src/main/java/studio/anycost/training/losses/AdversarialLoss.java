package studio.anycost.training.losses;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.training.tensors.Gradients;

/** The non-saturating logistic loss and its gradient penalty, as StyleGAN2 has them. */
public final class AdversarialLoss {
  private AdversarialLoss() {}

  /**
   * The discriminator's: the mean of {@code softplus(-real)} and that of {@code softplus(fake)}.
   *
   * @param real what it thinks of real pictures, above 0 for real
   * @param fake what it thinks of rendered ones
   */
  public static Tensor discriminator(Tensor real, Tensor fake) {
    return torch.softplus(real.neg()).mean().add(torch.softplus(fake).mean());
  }

  /** The generator's: the mean of {@code softplus(-fake)}. */
  public static Tensor generator(Tensor fake) {
    return torch.softplus(fake.neg()).mean();
  }

  /**
   * R1: the mean over the batch of the squared length of the judgement's gradient with respect to
   * its picture. Differentiate it by {@link Gradients#ofRegularization}.
   *
   * @param judgement {@code [batch, 1]}, made from the pictures
   * @param images real pictures {@code [batch, ...]} that require a gradient
   */
  public static Tensor gradientPenalty(Tensor judgement, Tensor images) {
    Tensor gradient = Gradients.differentiable(judgement.sum(), images);
    return gradient.square().sum(1, 2, 3).mean();
  }
}
