package studio.anycost.training.step;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.perceptual.PerceptualDistance;
import studio.anycost.training.tensors.Precision;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Sizes;

/**
 * How far what a sub-generator renders is from the picture of a full one: at each of the highest
 * resolutions the mean squared difference and the perceptual distance (the public implementation's
 * distillation). The full generator is the teacher of a run or the trained one itself; it gets no
 * gradient.
 */
public final class Consistency {
  private final Generator full;
  private final int resolutions;
  private final Optional<PerceptualDistance> perceptual;

  /**
   * Compares with a generator, which stays the caller's.
   *
   * @param resolutions how many of the highest are compared, at least 1
   * @param perceptual the second term, which stays the caller's; without, there is the first alone
   */
  public Consistency(Generator full, int resolutions, Optional<PerceptualDistance> perceptual) {
    this.full = full;
    this.resolutions = resolutions;
    this.perceptual = perceptual;
  }

  /**
   * The loss.
   *
   * @param rendering what was rendered
   * @param rendered what it became, of every resolution, ascending
   */
  public Tensor of(Rendering rendering, List<Tensor> rendered) {
    return of(rendering, rendered, Precision.FLOAT32);
  }

  /**
   * The same.
   *
   * @param precision what the full generator renders in; pictures are compared in single precision
   */
  Tensor of(Rendering rendering, List<Tensor> rendered, Precision precision) {
    Tensor wanted = Scopes.withoutGradients(() -> rendering.fullBy(full, precision));
    Tensor sum = null;
    for (Tensor picture :
        rendered.subList(Math.max(0, rendered.size() - resolutions), rendered.size())) {
      Tensor target = Sizes.bilinear(wanted, picture.size(3));
      Tensor term = torch.mse_loss(picture, target);
      if (perceptual.isPresent()) {
        term = term.add(perceptual.get().of(picture, target).mean());
      }
      sum = sum == null ? term : sum.add(term);
    }
    return sum;
  }
}
