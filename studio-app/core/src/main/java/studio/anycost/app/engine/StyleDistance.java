package studio.anycost.app.engine;

import java.io.IOException;
import java.util.Arrays;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.models.latent.SeededNormal;

/**
 * How far a style lies from the mean style, measured by the styles that the mapping network gives:
 * 1 is the farthest of 64 of those. A direction in which they vary much counts little, one in which
 * they do not vary much. Immutable.
 *
 * <p>The measure is the Mahalanobis distance with the covariance of 256 mapped styles, to which one
 * per cent of their mean variance is added in every direction, because most directions hardly vary
 * at all. Mapped styles with a truncation of 1.5, projected codes and edits at the ends of their
 * sliders stay below {@link #FAR}; input latents that were taken for styles lie beyond.
 */
public final class StyleDistance {
  /** From here on a style is none that the model was trained for. */
  public static final double FAR = 2;

  private static final int SAMPLES = 256;
  private static final int JUDGES = 64;
  private static final double FLOOR = 0.01;

  private final double[] mean;
  private final double[][] samples;
  private final double[][] factor;
  private final double floor;
  private final double farthest;

  private StyleDistance(double[] mean, float[][] mapped) {
    this.mean = mean;
    this.samples = new double[SAMPLES][];
    double scale = 1 / Math.sqrt(SAMPLES);
    double squares = 0;
    for (int i = 0; i < SAMPLES; i++) {
      samples[i] = centred(mapped[i]);
      for (int j = 0; j < samples[i].length; j++) {
        samples[i][j] *= scale;
        squares += samples[i][j] * samples[i][j];
      }
    }
    // A mapping that gives one style only has no spread to measure by.
    this.floor = Math.max(FLOOR * squares / mean.length, Double.MIN_NORMAL);
    this.factor = cholesky(inner());
    double most = 0;
    for (int i = SAMPLES; i < mapped.length; i++) {
      most = Math.max(most, raw(mapped[i]));
    }
    this.farthest = Math.max(most, Double.MIN_NORMAL);
  }

  /**
   * The measure of a generator. Maps some hundred styles, which takes some tens of milliseconds.
   *
   * @throws IOException if the mapping network failed
   */
  public static StyleDistance of(Generator generator) throws IOException {
    int dimension = generator.description().styleDimension();
    float[][] z = new float[SAMPLES + JUDGES][];
    for (int seed = 0; seed < z.length; seed++) {
      z[seed] = SeededNormal.z(seed, dimension);
    }
    float[] given = generator.description().meanStyleArray();
    double[] mean = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      mean[i] = given[i];
    }
    return new StyleDistance(mean, generator.mapAll(z, CancellationToken.NONE));
  }

  /** The distance of a code: the middle one of its layers'. */
  public double of(StyleCode code) {
    double[] layers = new double[code.count()];
    for (int layer = 0; layer < layers.length; layer++) {
      boolean again = layer > 0 && Arrays.equals(code.style(layer), code.style(layer - 1));
      layers[layer] = again ? layers[layer - 1] : raw(code.style(layer)) / farthest;
    }
    Arrays.sort(layers);
    return layers[layers.length / 2];
  }

  private double[] centred(float[] style) {
    double[] result = new double[style.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = style[i] - mean[i];
    }
    return result;
  }

  /**
   * {@code v' (X'X + floor I)^-1 v}, by the matrix of samples instead of that of dimensions, which
   * is larger: {@code (v'v - (Xv)' (XX' + floor I)^-1 Xv) / floor}.
   */
  private double raw(float[] style) {
    double[] v = centred(style);
    double rest = dot(v, v);
    double[] solved = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      double sum = dot(samples[i], v);
      for (int j = 0; j < i; j++) {
        sum -= factor[i][j] * solved[j];
      }
      solved[i] = sum / factor[i][i];
      rest -= solved[i] * solved[i];
    }
    return Math.sqrt(Math.max(0, rest) / floor);
  }

  private double[][] inner() {
    double[][] result = new double[SAMPLES][SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      for (int j = 0; j <= i; j++) {
        result[i][j] = dot(samples[i], samples[j]);
      }
      result[i][i] += floor;
    }
    return result;
  }

  /** Lower triangle of a positive definite matrix, in place. */
  private static double[][] cholesky(double[][] matrix) {
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= matrix[i][k] * matrix[j][k];
        }
        matrix[i][j] = i == j ? Math.sqrt(Math.max(sum, Double.MIN_NORMAL)) : sum / matrix[j][j];
      }
    }
    return matrix;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
