package studio.anycost.training.encoder;

import studio.anycost.training.tensors.Precision;

/**
 * What an encoder is told. Weights are not negative.
 *
 * @param batch pictures a step, at least 1
 * @param drawn faces a step that the generator draws, for the latent loss; 0 for none
 * @param squared weight of the squared difference
 * @param perceptual weight of the perceptual distance
 * @param sub weight of both for a random sub-generator's picture
 * @param latent weight of the squared difference of styles
 * @param resolutions how many of the highest a sub-generator is drawn from, at least 1
 * @param mirrors whether half of the pictures are mirrored
 * @param reviewed pictures that are kept for reviews, at least 1
 * @param columns pictures of a sheet, at least 1
 * @param precision that the generator renders in
 */
public record EncoderOptions(
    int batch,
    int drawn,
    double squared,
    double perceptual,
    double sub,
    double latent,
    int resolutions,
    boolean mirrors,
    int reviewed,
    int columns,
    Precision precision) {
  public EncoderOptions {
    if (batch < 1 || drawn < 0 || resolutions < 1 || reviewed < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "A step takes pictures, and a review looks at some, from 1 on; none may be drawn (0).");
    }
    for (double weight : new double[] {squared, perceptual, sub, latent}) {
      if (!(weight >= 0) || Double.isInfinite(weight)) {
        throw new IllegalArgumentException(
            "The weight of a loss is a number from 0 on, not " + weight + ".");
      }
    }
  }
}
