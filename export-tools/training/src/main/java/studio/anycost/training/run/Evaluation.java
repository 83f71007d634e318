package studio.anycost.training.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.training.data.PictureData;
import studio.anycost.training.losses.KernelDistance;
import studio.anycost.training.networks.Architecture;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.perceptual.PerceptualDistance;
import studio.anycost.training.step.Rendering;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Sizes;
import studio.anycost.training.tensors.Tensors;

/**
 * Measures the configurations of a generator on the same latents throughout a run: how far each is
 * from the full generator's pictures, and how far its pictures are from real ones, all of the same
 * resolution. Draws nothing from libtorch's random numbers, so that measuring a run does not change
 * it.
 */
final class Evaluation {
  /** The columns of {@link Row#line}. */
  static final String HEADER = "step,pictures,ratio,resolution,mse,perceptual,kid_stand_in";

  private static final long SEED = 2021;
  private static final int BATCH = 8;

  private final PictureData data;
  private final List<Double> ratios;
  private final int resolutions;
  private final Optional<PerceptualDistance> perceptual;
  private final int pictures;

  /**
   * What one configuration came to.
   *
   * @param mse mean squared difference from the full picture, resampled to the resolution
   * @param perceptual the same in the perceptual distance, if there is one
   * @param kid kernel distance from real pictures in the perceptual network's last features, which
   *     is no published KID
   */
  record Row(
      long step,
      double ratio,
      int resolution,
      double mse,
      OptionalDouble perceptual,
      OptionalDouble kid) {
    String line(int batch) {
      return String.join(
          ",",
          Long.toString(step),
          Long.toString(step * batch),
          Double.toString(ratio),
          Integer.toString(resolution),
          StepTable.cell(mse),
          StepTable.cell(perceptual),
          StepTable.cell(kid));
    }

    /** For people. */
    String sentence() {
      StringBuilder text = new StringBuilder();
      text.append(String.format(Locale.ROOT, "  %.2fx %d px: MSE %.4f", ratio, resolution, mse));
      perceptual.ifPresent(
          value -> text.append(String.format(Locale.ROOT, ", perceptual %.4f", value)));
      kid.ifPresent(value -> text.append(String.format(Locale.ROOT, ", KID* %.4f", value)));
      return text.toString();
    }
  }

  /**
   * Measures the configurations of a stage.
   *
   * @param pictures how many are rendered, at most as many as are prepared, and at least 1
   */
  Evaluation(
      PictureData data, StageOptions stage, Optional<PerceptualDistance> perceptual, int pictures) {
    this.data = data;
    this.ratios = stage.isAdaptive() ? ChannelTable.RATIOS : List.of(1.0);
    this.resolutions = stage.resolutions();
    this.perceptual = perceptual;
    this.pictures = Math.min(pictures, data.count());
  }

  /** Measures. A row for each configuration, narrow ones first, low resolutions first. */
  List<Row> measure(Generator generator, long step) {
    List<Row> rows = new ArrayList<>();
    for (double ratio : ratios) {
      for (int i = resolutions - 1; i >= 0; i--) {
        int resolution = data.size() >> i;
        rows.add(Scopes.get(() -> measure(generator, step, ratio, resolution)));
      }
    }
    return rows;
  }

  private Row measure(Generator generator, long step, double ratio, int resolution) {
    double mse = 0;
    double distance = 0;
    List<Tensor> rendered = new ArrayList<>();
    List<Tensor> real = new ArrayList<>();
    Random random = new Random(SEED);
    for (int first = 0; first < pictures; first += BATCH) {
      int count = Math.min(BATCH, pictures - first);
      int begin = first;
      Measured one =
          Scopes.withoutGradients(() -> batch(generator, random, ratio, resolution, begin, count));
      mse += count * one.mse();
      distance += count * one.perceptual();
      one.rendered().ifPresent(rendered::add);
      one.real().ifPresent(real::add);
    }
    boolean judged = perceptual.isPresent();
    return new Row(
        step,
        ratio,
        resolution,
        mse / pictures,
        judged ? OptionalDouble.of(distance / pictures) : OptionalDouble.empty(),
        judged && pictures > 1
            ? OptionalDouble.of(KernelDistance.of(stacked(real), stacked(rendered)))
            : OptionalDouble.empty());
  }

  private record Measured(
      double mse, double perceptual, Optional<Tensor> rendered, Optional<Tensor> real) {}

  private Measured batch(
      Generator generator, Random random, double ratio, int resolution, int first, int count) {
    ChannelTable channels = generator.spec().channels();
    float[] latents = new float[count * generator.spec().styleDimension()];
    for (int i = 0; i < latents.length; i++) {
      latents[i] = (float) random.nextGaussian();
    }
    Tensor z = Tensors.of(latents, count, generator.spec().styleDimension());
    Rendering rendering =
        new Rendering(List.of(z), 0, generator.fixedNoise(), Architecture.uniform(channels, ratio));
    List<Tensor> images = rendering.by(generator);
    int steps = Integer.numberOfTrailingZeros(data.size() / resolution);
    Tensor image = images.get(images.size() - 1 - steps);
    Tensor full = Sizes.bilinear(rendering.fullBy(generator), resolution);
    double mse = Tensors.value(torch.mse_loss(image, full));
    if (perceptual.isEmpty()) {
      return new Measured(mse, 0, Optional.empty(), Optional.empty());
    }
    PerceptualDistance network = perceptual.get();
    return new Measured(
        mse,
        Tensors.value(network.of(image, full).mean()),
        Optional.of(network.features(image)),
        Optional.of(network.features(Sizes.averaged(real(first, count), resolution))));
  }

  private Tensor real(int first, int count) {
    int values = 3 * data.size() * data.size();
    float[] batch = new float[count * values];
    for (int i = 0; i < count; i++) {
      data.read(first + i, false, batch, i * values);
    }
    return Tensors.of(batch, count, 3, data.size(), data.size());
  }

  private static Tensor stacked(List<Tensor> batches) {
    return torch.cat(new TensorVector(batches.toArray(Tensor[]::new)), 0);
  }
}
