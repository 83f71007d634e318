package studio.anycost.training.losses;

import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.training.tensors.Gradients;
import studio.anycost.training.tensors.Tangents;
import studio.anycost.training.tensors.Tensors;

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
   * its picture. The gradient of a squared length is twice that of the length's derivative along
   * the gradient as it is.
   *
   * @param judge gives {@code [batch, 1]} for pictures
   * @param images real pictures {@code [batch, ...]}
   */
  public static Tensor gradientPenalty(UnaryOperator<Tensor> judge, Tensor images) {
    Tensor pictures = images.detach().requires_grad_(true);
    Tensor gradient = Gradients.of(judge.apply(pictures).sum(), List.of(pictures)).get(0);
    Tensor slope = Tangents.along(judge, images.detach(), gradient).mean();
    return Tangents.valued(gradient.square().sum(1, 2, 3).mean(), slope.mul(Tensors.scalar(2)));
  }
}
