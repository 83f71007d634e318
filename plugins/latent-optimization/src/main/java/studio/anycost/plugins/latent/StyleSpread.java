package studio.anycost.plugins.latent;

import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.StyleCode;

/** How far the styles of a generator lie apart, so that weights and steps fit every model. */
final class StyleSpread {
  private static final int FACES = 64;
  private static final double LEAST = 1e-6;

  private StyleSpread() {}

  /** The mean squared difference of a value of w to its mean, over some drawn faces; above 0. */
  static double variance(Generator generator) {
    float[] mean = generator.description().meanStyleArray();
    double sum = 0;
    for (int seed = 0; seed < FACES; seed++) {
      StyleCode face = generator.styleOfSeed(seed);
      for (int i = 0; i < mean.length; i++) {
        double offset = face.get(0, i) - mean[i];
        sum += offset * offset;
      }
    }
    return Math.max(LEAST, sum / FACES / mean.length);
  }
}
