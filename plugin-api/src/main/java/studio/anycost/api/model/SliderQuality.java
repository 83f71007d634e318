package studio.anycost.api.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a slider along a boundary does to faces, measured with the bundle's attribute predictor: for
 * every face the slider is moved to the other side, until the predictor's verdict changes or the
 * slider's end is reached.
 *
 * @param faces how many faces were looked at, at least 1
 * @param flips share of the faces on which the verdict on the boundary's own attribute changes
 *     within the slider's range; empty if the predictor does not know the attribute
 * @param sideEffects of every other attribute, by how much the predictor's confidence (0..1)
 *     changes on average
 */
public record SliderQuality(int faces, OptionalDouble flips, List<SideEffect> sideEffects) {
  public SliderQuality {
    sideEffects = List.copyOf(sideEffects);
    if (faces < 1) {
      throw new IllegalArgumentException("A slider is measured on at least one face.");
    }
    if (flips.isPresent()) {
      requireShare(flips.getAsDouble());
    }
  }

  /**
   * What else a slider changes.
   *
   * @param attribute as the predictor calls it
   * @param change mean absolute change of the predictor's confidence, 0..1
   */
  public record SideEffect(String attribute, double change) {
    public SideEffect {
      requireShare(change);
    }
  }

  /** The side effect that is largest. */
  public Optional<SideEffect> largest() {
    return sideEffects.stream().max(Comparator.comparingDouble(SideEffect::change));
  }

  /** Mean of all side effects; 0 if there are none. */
  public double meanSideEffect() {
    return sideEffects.stream().mapToDouble(SideEffect::change).average().orElse(0);
  }

  private static void requireShare(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("A share lies in 0..1, not at " + share + ".");
    }
  }
}
