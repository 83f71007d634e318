package studio.anycost.models.graph.standalone;

import java.util.OptionalInt;

/**
 * What a standalone model takes and how it is stored.
 *
 * @param batch faces at once, at least 1; empty leaves the number free, as the axis {@code batch}
 * @param noise where the noise of the layers comes from
 * @param halfWeights whether large constants are stored as float16; all is computed as float32
 */
public record StandaloneForm(OptionalInt batch, Noise noise, boolean halfWeights) {
  /** One face at a time, the fixed noise within, stored as in the bundle. */
  public static final StandaloneForm PLAIN =
      new StandaloneForm(OptionalInt.of(1), Noise.CONSTANT, false);

  /** More faces at once than any machine computes. */
  public static final int LARGEST_BATCH = 4096;

  /** Where the noise of the layers comes from. */
  public enum Noise {
    /** The bundle's fixed maps are constants of the model. */
    CONSTANT,
    /** Every map is an input {@code noise_I} of the model, float32 {@code [1, 1, r, r]}. */
    INPUT,
    /** None is added. */
    NONE
  }

  public StandaloneForm {
    if (batch.isPresent() && (batch.getAsInt() < 1 || batch.getAsInt() > LARGEST_BATCH)) {
      throw new IllegalArgumentException(
          "A model takes 1 to " + LARGEST_BATCH + " faces at once, not " + batch.getAsInt() + ".");
    }
  }

  /** Whether exactly one face is taken, which stages are written for. */
  boolean isSingle() {
    return batch.isPresent() && batch.getAsInt() == 1;
  }
}
