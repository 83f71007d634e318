package studio.anycost.models.bundle;

import java.util.Objects;
import java.util.OptionalDouble;
import studio.anycost.api.model.Candidate;

/**
 * A sub-generator that a search found and somebody kept.
 *
 * @param candidate with the distance that the search measured
 * @param difference of its pictures from the full generator's in the measure of {@link
 *     Consistency}, 0 to {@link Consistency#HIGHEST_DISTANCE}; empty if nobody measured it
 */
public record KeptSubGenerator(Candidate candidate, OptionalDouble difference) {
  /** So many are kept in one place; previews tell fewer apart. */
  public static final int MOST = 256;

  public KeptSubGenerator {
    Objects.requireNonNull(candidate);
    double known = difference.orElse(0);
    if (!(known >= 0 && known <= Consistency.HIGHEST_DISTANCE)) {
      throw new IllegalArgumentException(
          "The difference of a sub-generator is 0 to "
              + Consistency.HIGHEST_DISTANCE
              + ", not "
              + known
              + ".");
    }
  }
}
