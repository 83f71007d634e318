package studio.anycost.training.step;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * What a generator's batch came to.
 *
 * @param adversarial what the discriminator thinks of it, summed over resolutions
 * @param consistency its distance from the full generator's pictures before its weight, if asked
 * @param total what is made small
 */
public record GeneratorLoss(Tensor adversarial, Optional<Tensor> consistency, Tensor total) {}
