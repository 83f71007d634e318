package studio.anycost.app.benchmark;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.Resolutions;
import studio.anycost.export.checkpoint.ComputedTensor;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.models.latent.SeededNormal;

/**
 * An untrained generator, initialised as StyleGAN2 is (Karras et al.): standard normal weights,
 * whose scaling is part of the network, modulation biases of 1, blur kernels from [1, 3, 3, 1].
 *
 * <p>Two things differ from a fresh initialisation, because a trained generator has them and they
 * cost time: noise strengths are {@value #NOISE_STRENGTH} and the biases of the activations are
 * small normal numbers instead of 0. Activations keep a standard deviation of about a half through
 * all layers, so that no number comes near the denormals, which would slow a processor down.
 */
public final class RandomGenerator {
  /** StyleGAN2's config-f at 1024 px. */
  public static final GeneratorSpec CONFIG_F =
      new GeneratorSpec(new ChannelTable(1024, 2, 512), 512, 8);

  private static final float NOISE_STRENGTH = 0.1f;
  private static final float BIAS_DEVIATION = 0.1f;

  /** Weights of the mapping are divided by their learning-rate multiplier, 0.01. */
  private static final float MAPPING_SCALE = 100;

  private final GeneratorSpec spec;
  private final long seed;
  private final Map<String, ComputedTensor> tensors = new LinkedHashMap<>();

  private RandomGenerator(GeneratorSpec spec, long seed) {
    this.spec = spec;
    this.seed = seed;
  }

  /**
   * The tensors as a checkpoint has them under {@code g_ema}. They are drawn when read, the same
   * ones for a seed on every machine.
   */
  public static TensorTable tensors(GeneratorSpec spec, long seed) {
    RandomGenerator generator = new RandomGenerator(spec, seed);
    generator.addAll();
    return TensorTable.computed(
        Path.of("random-generator"), "the random generator", generator.tensors);
  }

  private void addAll() {
    int dimension = spec.styleDimension();
    for (int layer = 1; layer <= spec.mappingLayers(); layer++) {
      normal("style." + layer + ".weight", MAPPING_SCALE, dimension, dimension);
      normal("style." + layer + ".bias", BIAS_DEVIATION * MAPPING_SCALE, dimension);
    }
    List<Integer> widths = spec.channels().uniform(1, spec.resolution()).widths();
    int lowest = Resolutions.LOWEST;
    normal("input.input", 1, 1, widths.get(0), lowest, lowest);
    styled("conv1", 0, widths.get(0), widths.get(1));
    toRgb("to_rgb1", widths.get(1));
    for (int convolution = 1; convolution < spec.convolutions(); convolution++) {
      String name = "convs." + (convolution - 1);
      styled(name, convolution, widths.get(convolution), widths.get(convolution + 1));
      if (convolution % 2 == 1) {
        blur(name + ".conv.blur.kernel");
      } else {
        String rgb = "to_rgbs." + (convolution / 2 - 1);
        toRgb(rgb, widths.get(convolution + 1));
        blur(rgb + ".upsample.kernel");
      }
    }
  }

  private void styled(String name, int convolution, int in, int out) {
    modulated(name, in, out, 3);
    constant(name + ".noise.weight", NOISE_STRENGTH, 1);
    normal(name + ".activate.bias", BIAS_DEVIATION, out);
    int side = Resolutions.LOWEST << (convolution + 1) / 2;
    normal("noises.noise_" + convolution, 1, 1, 1, side, side);
  }

  private void toRgb(String name, int in) {
    modulated(name, in, 3, 1);
    normal(name + ".bias", BIAS_DEVIATION, 1, 3, 1, 1);
  }

  private void modulated(String name, int in, int out, int kernel) {
    normal(name + ".conv.weight", 1, 1, out, in, kernel, kernel);
    normal(name + ".conv.modulation.weight", 1, in, spec.styleDimension());
    constant(name + ".conv.modulation.bias", 1, in);
  }

  /** The outer product of [1, 3, 3, 1] / 8 with itself, times 4 for the zeros between pixels. */
  private void blur(String name) {
    float[] taps = {1, 3, 3, 1};
    float[] kernel = new float[taps.length * taps.length];
    for (int y = 0; y < taps.length; y++) {
      for (int x = 0; x < taps.length; x++) {
        kernel[y * taps.length + x] = taps[y] * taps[x] / 16;
      }
    }
    add(name, kernel::clone, taps.length, taps.length);
  }

  private void normal(String name, float deviation, long... shape) {
    int stream = tensors.size();
    int count = Math.toIntExact(LongStream.of(shape).reduce(1, Math::multiplyExact));
    add(
        name,
        () -> {
          float[] values = SeededNormal.noise(seed, stream, count);
          for (int i = 0; i < count; i++) {
            values[i] *= deviation;
          }
          return values;
        },
        shape);
  }

  private void constant(String name, float value, int count) {
    add(
        name,
        () -> {
          float[] values = new float[count];
          Arrays.fill(values, value);
          return values;
        },
        count);
  }

  private void add(String name, Supplier<float[]> values, long... shape) {
    tensors.put(name, new ComputedTensor(LongStream.of(shape).boxed().toList(), values));
  }
}
