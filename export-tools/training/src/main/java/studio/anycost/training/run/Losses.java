package studio.anycost.training.run;

import java.util.OptionalDouble;

/**
 * What one step came to.
 *
 * @param step counted from 1
 * @param discriminator the discriminator's loss, summed over resolutions; 0 without one
 * @param generator the generator's adversarial loss; 0 without a discriminator
 * @param consistency the consistency loss before its weight, if the stage has it
 * @param penalty R1 before its weight, if the step had it
 * @param path path length regularisation before its weight, if the step had it
 * @param pathMean the running mean of the path lengths
 * @param pairs the distance of pictures whose latents are known before its weight, if the step had
 *     it
 */
public record Losses(
    long step,
    double discriminator,
    double generator,
    OptionalDouble consistency,
    OptionalDouble penalty,
    OptionalDouble path,
    double pathMean,
    OptionalDouble pairs) {}
