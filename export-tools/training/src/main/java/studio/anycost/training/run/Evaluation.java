package studio.anycost.training.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.training.data.PictureData;
import studio.anycost.training.losses.KernelDistance;
import studio.anycost.training.networks.Architecture;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.perceptual.PerceptualDistance;
import studio.anycost.training.records.StepTable;
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
  // Of real pictures, by resolution; they stay the same throughout a run.
  private final Map<Integer, List<float[]>> real = new HashMap<>();

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
    Random random = new Random(SEED);
    Map<Configuration, Sums> sums = new LinkedHashMap<>();
    for (double ratio : ratios) {
      for (int i = resolutions - 1; i >= 0; i--) {
        sums.put(new Configuration(ratio, data.size() >> i), new Sums());
      }
    }
    for (int first = 0; first < pictures; first += BATCH) {
      int count = Math.min(BATCH, pictures - first);
      Scopes.runWithoutGradients(() -> add(generator, latents(generator, random, count), sums));
    }
    List<Row> rows = new ArrayList<>();
    sums.forEach((configuration, sum) -> rows.add(row(step, configuration, sum)));
    return rows;
  }

  /**
   * One number for all configurations, the smaller the better: how far they are from real pictures
   * on average. Empty if that was not measured.
   */
  static OptionalDouble figure(List<Row> rows) {
    return rows.stream().allMatch(row -> row.kid().isPresent())
        ? rows.stream().mapToDouble(row -> row.kid().getAsDouble()).average()
        : OptionalDouble.empty();
  }

  private record Configuration(double ratio, int resolution) {}

  /** What the batches so far came to. */
  private static final class Sums {
    private double mse;
    private double perceptual;
    private final List<float[]> features = new ArrayList<>();
  }

  private static Tensor latents(Generator generator, Random random, int count) {
    float[] latents = new float[count * generator.spec().styleDimension()];
    for (int i = 0; i < latents.length; i++) {
      latents[i] = (float) random.nextGaussian();
    }
    return Tensors.of(latents, count, generator.spec().styleDimension());
  }

  private void add(Generator generator, Tensor z, Map<Configuration, Sums> sums) {
    ChannelTable channels = generator.spec().channels();
    List<Tensor> noise = generator.fixedNoise();
    long count = z.size(0);
    Tensor full =
        new Rendering(List.of(z), 0, noise, Architecture.full(channels)).fullBy(generator);
    for (double ratio : ratios) {
      List<Tensor> images =
          new Rendering(List.of(z), 0, noise, Architecture.uniform(channels, ratio)).by(generator);
      for (Tensor image : images.subList(images.size() - resolutions, images.size())) {
        int resolution = (int) image.size(3);
        Sums sum = sums.get(new Configuration(ratio, resolution));
        Tensor target = Sizes.bilinear(full, resolution);
        sum.mse += count * Tensors.value(torch.mse_loss(image, target));
        if (perceptual.isPresent()) {
          sum.perceptual += Tensors.value(perceptual.get().of(image, target).sum());
          sum.features.add(Tensors.toArray(perceptual.get().features(image)));
        }
      }
    }
  }

  private Row row(long step, Configuration configuration, Sums sum) {
    boolean judged = perceptual.isPresent();
    return new Row(
        step,
        configuration.ratio(),
        configuration.resolution(),
        sum.mse / pictures,
        judged ? OptionalDouble.of(sum.perceptual / pictures) : OptionalDouble.empty(),
        judged && pictures > 1
            ? OptionalDouble.of(kernelDistance(configuration.resolution(), sum.features))
            : OptionalDouble.empty());
  }

  private double kernelDistance(int resolution, List<float[]> rendered) {
    List<float[]> known = real.computeIfAbsent(resolution, this::realFeatures);
    return Scopes.get(() -> KernelDistance.of(stacked(known), stacked(rendered)));
  }

  private List<float[]> realFeatures(int resolution) {
    List<float[]> features = new ArrayList<>();
    for (int first = 0; first < pictures; first += BATCH) {
      int begin = first;
      int count = Math.min(BATCH, pictures - first);
      Scopes.runWithoutGradients(
          () ->
              features.add(
                  Tensors.toArray(
                      perceptual
                          .orElseThrow()
                          .features(Sizes.averaged(real(begin, count), resolution)))));
    }
    return features;
  }

  private Tensor stacked(List<float[]> batches) {
    int length = batches.stream().mapToInt(batch -> batch.length).sum();
    float[] all = new float[length];
    int at = 0;
    for (float[] batch : batches) {
      System.arraycopy(batch, 0, all, at, batch.length);
      at += batch.length;
    }
    return Tensors.of(all, pictures, length / pictures);
  }

  private Tensor real(int first, int count) {
    int values = 3 * data.size() * data.size();
    float[] batch = new float[count * values];
    for (int i = 0; i < count; i++) {
      data.read(first + i, false, batch, i * values);
    }
    return Tensors.of(batch, count, 3, data.size(), data.size());
  }
}
