package studio.anycost.plugins.extraction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.task.CancellationToken;

/**
 * The samples of a seed. Sample {@code i} depends on the seed and on {@code i} alone, so that it is
 * made anew whenever it is needed, instead of being kept: normal z of {@link Random}, seeded by a
 * mix of the two. In w+ a second z follows, and the style from which on it takes over.
 */
final class Samples {
  private final Generator generator;
  private final Draw draw;
  private final float[] mean;
  private final int styles;
  private final int dimension;

  Samples(Generator generator, Draw draw) {
    GeneratorDescription model = generator.description();
    this.generator = generator;
    this.draw = draw;
    this.mean = model.meanStyleArray();
    this.styles = model.styleCount();
    this.dimension = model.styleDimension();
  }

  /** Length of the features of a sample. */
  int featureCount() {
    return draw.space() == Space.W_PLUS ? styles * dimension : dimension;
  }

  int dimension() {
    return dimension;
  }

  /** Style codes of samples in a row, truncated. */
  List<StyleCode> codes(int from, int count, CancellationToken cancellation) throws IOException {
    Drawn drawn = draw(row(from, count), cancellation);
    List<StyleCode> codes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StyleCode first = StyleCode.broadcast(drawn.w[i], styles);
      StyleCode code =
          draw.space() == Space.W_PLUS
              ? first.mixedWith(StyleCode.broadcast(drawn.late[i], styles), drawn.crossover[i])
              : first;
      codes.add(code.truncated(mean, draw.psi()));
    }
    return codes;
  }

  /**
   * What the ends are parted by: in w and w+ the differences from the mean style before truncation,
   * in z the values themselves.
   */
  float[][] features(int[] samples, CancellationToken cancellation) throws IOException {
    if (draw.space() == Space.Z) {
      float[][] z = new float[samples.length][];
      for (int i = 0; i < z.length; i++) {
        z[i] = normal(random(samples[i]));
      }
      return z;
    }
    Drawn drawn = draw(samples, cancellation);
    float[][] features = new float[samples.length][];
    for (int i = 0; i < features.length; i++) {
      features[i] = draw.space() == Space.W ? centred(drawn.w[i]) : mixed(drawn, i);
    }
    return features;
  }

  /** Differences of w from the mean style, before truncation; one style for every sample. */
  float[][] styles(int[] samples, CancellationToken cancellation) throws IOException {
    Drawn drawn = draw(samples, cancellation);
    float[][] result = new float[samples.length][];
    for (int i = 0; i < result.length; i++) {
      result[i] = centred(drawn.w[i]);
    }
    return result;
  }

  /** Maps z to w, as it is. */
  float[][] map(float[][] z, CancellationToken cancellation) throws IOException {
    return generator.mapAll(z, cancellation);
  }

  static int[] row(int from, int count) {
    int[] samples = new int[count];
    for (int i = 0; i < count; i++) {
      samples[i] = from + i;
    }
    return samples;
  }

  private float[] mixed(Drawn drawn, int sample) {
    float[] early = centred(drawn.w[sample]);
    float[] late = centred(drawn.late[sample]);
    float[] all = new float[styles * dimension];
    for (int style = 0; style < styles; style++) {
      float[] from = style < drawn.crossover[sample] ? early : late;
      System.arraycopy(from, 0, all, style * dimension, dimension);
    }
    return all;
  }

  private float[] centred(float[] w) {
    float[] result = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      result[i] = w[i] - mean[i];
    }
    return result;
  }

  private Drawn draw(int[] samples, CancellationToken cancellation) throws IOException {
    boolean mixing = draw.space() == Space.W_PLUS;
    float[][] first = new float[samples.length][];
    float[][] second = new float[mixing ? samples.length : 0][];
    int[] crossover = new int[samples.length];
    for (int i = 0; i < samples.length; i++) {
      Random random = random(samples[i]);
      first[i] = normal(random);
      if (mixing) {
        second[i] = normal(random);
        crossover[i] = 1 + random.nextInt(styles - 1);
      }
    }
    return new Drawn(
        generator.mapAll(first, cancellation),
        mixing ? generator.mapAll(second, cancellation) : second,
        crossover);
  }

  private float[] normal(Random random) {
    float[] z = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      z[i] = (float) random.nextGaussian();
    }
    return z;
  }

  /** SplitMix64's finaliser, so that neighbours have nothing in common. */
  private Random random(int sample) {
    long mixed = draw.seed() * 0x9e3779b97f4a7c15L + sample + 0x632be59bd9b4e019L;
    mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return new Random(mixed ^ mixed >>> 31);
  }

  /** Untruncated styles; the second only where they are mixed. */
  private record Drawn(float[][] w, float[][] late, int[] crossover) {}
}
