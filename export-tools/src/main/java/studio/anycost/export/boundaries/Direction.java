package studio.anycost.export.boundaries;

import java.util.Arrays;
import java.util.Optional;
import studio.anycost.api.model.Validation;

/**
 * A boundary before anything was measured along it. The array is not copied.
 *
 * @param name unique among those read together, and fit for a manifest
 * @param rows 1 if all styles share one normal, otherwise the number of styles of a code
 * @param values {@code [rows, style dimension]}, row-major, the longest row of length 1
 * @param validation how it did on faces that it was not learnt from; empty if its file says nothing
 */
public record Direction(String name, int rows, float[] values, Optional<Validation> validation) {
  /** Rows that differ by less than this part of the longest are the same. */
  private static final double SAME = 1e-5;

  /**
   * Brings values to length 1; equal rows become one.
   *
   * @return empty if they are 0, or not finite
   */
  static Optional<Direction> of(String name, int rows, float[] values) {
    int dimension = values.length / rows;
    double longest = 0;
    for (int row = 0; row < rows; row++) {
      double square = 0;
      for (int i = row * dimension; i < (row + 1) * dimension; i++) {
        square += (double) values[i] * values[i];
      }
      // The comparison is false for what is not a number, but that must not get lost.
      longest = square <= longest ? longest : square;
    }
    double length = Math.sqrt(longest);
    if (!(length > 0) || !Double.isFinite(length)) {
      return Optional.empty();
    }
    float[] unit = new float[values.length];
    boolean equal = true;
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (values[i] / length);
      equal &= Math.abs(unit[i] - unit[i % dimension]) <= SAME;
    }
    return Optional.of(
        equal
            ? new Direction(name, 1, Arrays.copyOf(unit, dimension), Optional.empty())
            : new Direction(name, rows, unit, Optional.empty()));
  }

  Direction named(String newName) {
    return new Direction(newName, rows, values, validation);
  }

  Direction validated(Validation judged) {
    return new Direction(name, rows, values, Optional.of(judged));
  }
}
