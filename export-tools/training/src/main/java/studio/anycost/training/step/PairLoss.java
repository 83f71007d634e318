package studio.anycost.training.step;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.perceptual.PerceptualDistance;
import studio.anycost.training.tensors.Precision;

/**
 * How far the full generator's pictures are from those that belong to its latents: mean squared
 * difference and perceptual distance at the full resolution.
 */
public final class PairLoss {
  private final Optional<PerceptualDistance> perceptual;

  /** Compares; the network stays the caller's. */
  public PairLoss(Optional<PerceptualDistance> perceptual) {
    this.perceptual = perceptual;
  }

  /**
   * The loss.
   *
   * @param rendering of the latents
   * @param pictures that belong to them, {@code [batch, 3, R, R]}
   */
  public Tensor of(Rendering rendering, Generator generator, Tensor pictures, Precision precision) {
    Tensor rendered = rendering.fullBy(generator, precision);
    Tensor squared = torch.mse_loss(rendered, pictures);
    return perceptual.isPresent()
        ? squared.add(perceptual.get().of(rendered, pictures).mean())
        : squared;
  }
}
