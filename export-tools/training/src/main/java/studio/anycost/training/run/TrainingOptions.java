package studio.anycost.training.run;

import studio.anycost.training.optimizers.Adam;
import studio.anycost.training.tensors.Precision;

/**
 * What a run is told. The published values are those of {@link #published}.
 *
 * @param seed of all random numbers
 * @param batch pictures a step, at least 1; above 4 a multiple of 4
 * @param adam of both networks, before it is corrected for regularisation
 * @param correctsRegularization whether rate and betas are corrected for the regularisation steps
 *     between the others, as StyleGAN2 does and the public implementation does not
 * @param penaltyWeight gamma of R1
 * @param penaltyEvery steps from one gradient penalty to the next, or 0 for none
 * @param pathWeight of the path length regularisation
 * @param pathEvery steps from one path length regularisation to the next, or 0 for none
 * @param pathShrink the batch over that of path length regularisation, at least 1
 * @param mixing the share of batches that mix two styles, in [0, 1]
 * @param halfLifePictures pictures after which the average has forgotten half
 * @param mirrors whether half of the pictures are mirrored
 * @param isAdversarial whether a discriminator judges; if not, none is trained, and the generator
 *     learns from pairs
 * @param trainsMapping whether the way from z to w is trained; if not, latents, boundaries and
 *     encoders of the generator that a run begins with keep their meaning
 * @param stage what tells the stages apart
 * @param precision of the activations outside the regularisations
 */
public record TrainingOptions(
    long seed,
    int batch,
    Adam.Settings adam,
    boolean correctsRegularization,
    double penaltyWeight,
    int penaltyEvery,
    double pathWeight,
    int pathEvery,
    int pathShrink,
    double mixing,
    double halfLifePictures,
    boolean mirrors,
    boolean isAdversarial,
    boolean trainsMapping,
    StageOptions stage,
    Precision precision) {
  public TrainingOptions {
    if (batch < 1 || batch > 4 && batch % 4 != 0) {
      throw new IllegalArgumentException(
          "A batch has 1 to 4 pictures or a multiple of 4, not " + batch + ".");
    }
    if (penaltyEvery < 0 || pathEvery < 0 || pathShrink < 1) {
      throw new IllegalArgumentException("Regularisation runs every so many steps, or never (0).");
    }
    if (!(mixing >= 0 && mixing <= 1) || !(halfLifePictures > 0)) {
      throw new IllegalArgumentException(
          "Styles are mixed in a share of 0 to 1, and the average forgets after some pictures.");
    }
  }

  /**
   * The published values, with StyleGAN2's correction for regularisation, in single precision.
   * There is no path length regularisation after the first stage.
   */
  public static TrainingOptions published(long seed, int batch, StageOptions stage) {
    int pathEvery = stage.equals(StageOptions.styleGan()) ? 8 : 0;
    return new TrainingOptions(
        seed,
        batch,
        Adam.Settings.PUBLISHED,
        true,
        10,
        16,
        2,
        pathEvery,
        2,
        0.9,
        10_000,
        true,
        true,
        true,
        stage,
        Precision.FLOAT32);
  }

  Adam.Settings discriminatorAdam() {
    return corrected(penaltyEvery);
  }

  Adam.Settings generatorAdam() {
    return corrected(pathEvery);
  }

  private Adam.Settings corrected(int every) {
    return correctsRegularization && every > 0 ? adam.withRegularizationEvery(every) : adam;
  }
}
