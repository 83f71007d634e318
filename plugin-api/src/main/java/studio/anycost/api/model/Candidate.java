package studio.anycost.api.model;

import java.util.Objects;

/**
 * A sub-generator that a search found.
 *
 * @param subGenerator the widths and the resolution
 * @param distance how far its images are from the full generator's, at least 0; the measure is the
 *     search's own, so only distances of one search compare
 */
public record Candidate(SubGenerator subGenerator, double distance) {
  public Candidate {
    Objects.requireNonNull(subGenerator);
    if (!(distance >= 0) || Double.isInfinite(distance)) {
      throw new IllegalArgumentException(
          "The distance of a candidate is a number of at least 0, not " + distance + ".");
    }
  }
}
