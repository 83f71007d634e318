package studio.anycost.plugins.boundary;

import java.util.ArrayList;
import java.util.List;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.StyleCode;

/**
 * Boundaries that a move is to leave alone: their directions are taken out of its own (Shen et al.,
 * conditional manipulation), of all of them at once by Gram-Schmidt, so that w keeps its place
 * along each. What is left is brought back to its old length, so that a slider reaches as far as
 * before.
 */
final class Locks {
  /** What is hardly there is not blown up: it would no longer be what the slider says. */
  private static final double MOST_STRETCH = 3;

  /** Less than this is what rounding left over. */
  private static final double NOTHING = 1e-4;

  private final List<Boundary> kept;

  Locks(List<Boundary> kept) {
    this.kept = List.copyOf(kept);
  }

  /**
   * Moves a code along a boundary without the kept ones; its own lock does not hold it.
   *
   * @param step signed length of the move, in units of w
   * @param styles how many styles move, if the boundary does not say so itself
   */
  StyleCode move(StyleCode code, Boundary boundary, double step, int styles) {
    List<Boundary> others =
        kept.stream().filter(other -> !other.name().equals(boundary.name())).toList();
    if (others.isEmpty()) {
      return boundary.move(code, step, styles);
    }
    int dimension = code.dimension();
    int moved = boundary.isPerStyle() ? code.count() : styles;
    float[] directions = new float[code.count() * dimension];
    boolean alike = !boundary.isPerStyle() && others.stream().noneMatch(Boundary::isPerStyle);
    float[] row = null;
    for (int style = 0; style < moved; style++) {
      if (row == null || !alike) {
        row = without(row(boundary, style, dimension), others, style);
      }
      System.arraycopy(row, 0, directions, style * dimension, dimension);
    }
    return code.plus(directions, step);
  }

  private static double[] row(Boundary boundary, int style, int dimension) {
    float[] values = boundary.toArray();
    int from = boundary.isPerStyle() ? style * dimension : 0;
    double[] row = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      row[i] = values[from + i];
    }
    return row;
  }

  private static float[] without(double[] direction, List<Boundary> others, int style) {
    List<double[]> basis = new ArrayList<>();
    for (Boundary other : others) {
      double[] rest = reduced(row(other, style, direction.length), basis);
      double length = length(rest);
      if (length > NOTHING) {
        basis.add(scaled(rest, 1 / length));
      }
    }
    double[] rest = reduced(direction, basis);
    double length = length(rest);
    double stretch = length > 0 ? Math.min(MOST_STRETCH, length(direction) / length) : 0;
    float[] result = new float[direction.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) (rest[i] * stretch);
    }
    return result;
  }

  private static double[] reduced(double[] direction, List<double[]> basis) {
    double[] rest = direction.clone();
    for (double[] axis : basis) {
      double along = 0;
      for (int i = 0; i < rest.length; i++) {
        along += rest[i] * axis[i];
      }
      for (int i = 0; i < rest.length; i++) {
        rest[i] -= along * axis[i];
      }
    }
    return rest;
  }

  private static double length(double[] a) {
    double sum = 0;
    for (double value : a) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  private static double[] scaled(double[] a, double factor) {
    double[] result = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = a[i] * factor;
    }
    return result;
  }
}
