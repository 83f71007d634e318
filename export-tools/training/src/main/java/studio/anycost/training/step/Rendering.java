package studio.anycost.training.step;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.training.networks.Architecture;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.tensors.Precision;

/**
 * What a batch of pictures is rendered from. Several generators can render the same.
 *
 * @param latents one for the whole picture or two that are mixed, each {@code [batch, styleDim]}
 * @param mixAt the first style of the second latent, from 1 to nStyles - 1; of no meaning for one
 * @param noise a map for every styled convolution, {@code [batch or 1, 1, size, size]}
 * @param architecture the channels to compute with
 */
public record Rendering(
    List<Tensor> latents, int mixAt, List<Tensor> noise, Architecture architecture) {
  public Rendering {
    latents = List.copyOf(latents);
    noise = List.copyOf(noise);
    if (latents.isEmpty() || latents.size() > 2) {
      throw new IllegalArgumentException("One latent is rendered, or two are mixed.");
    }
  }

  /** The style code of a generator, {@code [batch, nStyles, styleDim]}. */
  public Tensor code(Generator generator) {
    if (latents.size() == 1) {
      return generator.repeat(generator.map(latents.get(0)));
    }
    // Both at once: the mapping's weights are larger than a batch.
    Tensor styles = generator.map(torch.cat(new TensorVector(latents.toArray(Tensor[]::new)), 0));
    long batch = latents.get(0).size(0);
    return generator.mix(styles.narrow(0, 0, batch), styles.narrow(0, batch, batch), mixAt);
  }

  /** The pictures of every resolution, ascending. */
  public List<Tensor> by(Generator generator) {
    return by(generator, Precision.FLOAT32);
  }

  /** The same in a precision. */
  public List<Tensor> by(Generator generator, Precision precision) {
    return generator.render(code(generator), noise, architecture, precision);
  }

  /** The largest pictures, with all channels of a generator. */
  public Tensor fullBy(Generator generator) {
    return fullBy(generator, Precision.FLOAT32);
  }

  /** The same in a precision. */
  public Tensor fullBy(Generator generator, Precision precision) {
    Architecture full = Architecture.full(generator.spec().channels());
    List<Tensor> images = generator.render(code(generator), noise, full, precision);
    return images.get(images.size() - 1);
  }
}
