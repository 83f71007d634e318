package studio.anycost.training.step;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.perceptual.PerceptualDistance;
import studio.anycost.training.tensors.Precision;
import studio.anycost.training.tensors.Sizes;

/**
 * How far pictures are from those that belong to their latents: at each of the highest resolutions
 * the mean squared difference and the perceptual distance.
 */
public final class PairLoss {
  private final int resolutions;
  private final Optional<PerceptualDistance> perceptual;

  /**
   * Compares; the network stays the caller's.
   *
   * @param resolutions how many of the highest are compared, at least 1
   */
  public PairLoss(int resolutions, Optional<PerceptualDistance> perceptual) {
    this.resolutions = resolutions;
    this.perceptual = perceptual;
  }

  /**
   * The loss.
   *
   * @param rendering of the latents
   * @param pictures that belong to them, {@code [batch, 3, R, R]}
   */
  public Tensor of(Rendering rendering, Generator generator, Tensor pictures, Precision precision) {
    List<Tensor> rendered = rendering.by(generator, precision);
    Tensor sum = null;
    for (Tensor picture :
        rendered.subList(Math.max(0, rendered.size() - resolutions), rendered.size())) {
      Tensor wanted = Sizes.averaged(pictures, (int) picture.size(3));
      Tensor term = torch.mse_loss(picture, wanted);
      if (perceptual.isPresent()) {
        term = term.add(perceptual.get().of(picture, wanted).mean());
      }
      sum = sum == null ? term : sum.add(term);
    }
    return sum;
  }
}
