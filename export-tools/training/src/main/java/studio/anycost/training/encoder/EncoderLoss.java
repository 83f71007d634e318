package studio.anycost.training.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.training.lesson.Lesson;
import studio.anycost.training.networks.Architecture;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.perceptual.PerceptualDistance;
import studio.anycost.training.tensors.Sizes;
import studio.anycost.training.tensors.Tensors;

/**
 * How far the pictures of predicted styles are from those that were given: of the full generator
 * and of a sub-generator, squared and perceptual, as the public implementation compares a
 * projection; and how far the styles of drawn faces are from those that they were drawn with.
 */
final class EncoderLoss {
  /** What the parts are called. */
  static final List<String> PARTS =
      List.of("loss", "mse", "perceptual", "sub_mse", "sub_perceptual", "latent");

  private final Generator generator;
  private final Optional<PerceptualDistance> perceptual;
  private final EncoderOptions options;

  /** Compares by networks that stay the caller's. */
  EncoderLoss(
      Generator generator, Optional<PerceptualDistance> perceptual, EncoderOptions options) {
    this.generator = generator;
    this.perceptual = perceptual;
    this.options = options;
  }

  /**
   * A sub-generator.
   *
   * @param architecture its channels
   * @param resolution of its pictures
   */
  record Sub(Architecture architecture, int resolution) {}

  /**
   * Faces that were drawn.
   *
   * @param predicted {@code [n, nStyles, styleDim]}
   * @param truth the same shape
   */
  record Drawn(Tensor predicted, Tensor truth) {}

  /**
   * The loss.
   *
   * @param styles that were predicted, {@code [batch, nStyles, styleDim]}
   * @param pictures they were predicted of, at the generator's resolution
   */
  Lesson.Loss of(Tensor styles, Tensor pictures, Sub sub, Optional<Drawn> drawn) {
    List<Double> parts = new ArrayList<>();
    Tensor total = difference(full(styles), pictures, parts);
    Tensor narrow =
        difference(
            rendered(styles, sub.architecture(), sub.resolution()),
            Sizes.averaged(pictures, sub.resolution()),
            parts);
    total = total.add(narrow.mul(Tensors.scalar(options.sub())));
    if (drawn.isPresent()) {
      Tensor latent = torch.mse_loss(drawn.get().predicted(), drawn.get().truth());
      parts.add(Tensors.value(latent));
      total = total.add(latent.mul(Tensors.scalar(options.latent())));
    } else {
      parts.add(0.0);
    }
    parts.add(0, Tensors.value(total));
    return new Lesson.Loss(total, parts);
  }

  private Tensor difference(Tensor rendered, Tensor pictures, List<Double> parts) {
    Tensor squared = torch.mse_loss(rendered, pictures);
    parts.add(Tensors.value(squared));
    Tensor sum = squared.mul(Tensors.scalar(options.squared()));
    if (perceptual.isEmpty()) {
      parts.add(0.0);
      return sum;
    }
    Tensor distance = perceptual.get().of(rendered, pictures).mean();
    parts.add(Tensors.value(distance));
    return sum.add(distance.mul(Tensors.scalar(options.perceptual())));
  }

  /** The full generator's pictures. */
  Tensor full(Tensor styles) {
    return rendered(
        styles, Architecture.full(generator.spec().channels()), generator.spec().resolution());
  }

  /** Pictures of one resolution, with the fixed noise, not clamped. */
  Tensor rendered(Tensor styles, Architecture architecture, int resolution) {
    return generator
        .render(styles, generator.fixedNoise(), architecture, options.precision())
        .stream()
        .filter(picture -> picture.size(3) == resolution)
        .findFirst()
        .orElseThrow();
  }

  /** The perceptual distance of each picture; zeros if there is no network for it. */
  Tensor distance(Tensor pictures, Tensor targets) {
    return perceptual.isPresent()
        ? perceptual.get().of(pictures, targets)
        : torch.zeros(pictures.size(0));
  }
}
