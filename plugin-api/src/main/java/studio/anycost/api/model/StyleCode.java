package studio.anycost.api.model;

import java.util.Arrays;

/**
 * A {@code w+} code: one style for every layer input of a generator, float32 {@code [count,
 * dimension]}, row-major.
 *
 * <p>Immutable and safe to share between threads; every array that enters or leaves is copied.
 */
public final class StyleCode {
  private final int count;
  private final int dimension;
  private final float[] data;

  private StyleCode(int count, int dimension, float[] data) {
    this.count = count;
    this.dimension = dimension;
    this.data = data;
  }

  /**
   * Wraps a copy of row-major values.
   *
   * @param count number of styles, at least 1
   * @param dimension length of one style, at least 1
   * @param data {@code count * dimension} finite values
   * @throws IllegalArgumentException if the length does not fit or a value is not finite
   */
  public static StyleCode of(int count, int dimension, float[] data) {
    if (count < 1 || dimension < 1 || data.length != (long) count * dimension) {
      throw new IllegalArgumentException(
          "A style code of "
              + count
              + " styles of "
              + dimension
              + " values cannot hold "
              + data.length
              + " values.");
    }
    for (float value : data) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("A style code holds a value that is not finite.");
      }
    }
    return new StyleCode(count, dimension, data.clone());
  }

  /** Uses the same style {@code w} (length = dimension) for all {@code count} layer inputs. */
  public static StyleCode broadcast(float[] w, int count) {
    float[] data = new float[Math.multiplyExact(w.length, count)];
    for (int style = 0; style < count; style++) {
      System.arraycopy(w, 0, data, style * w.length, w.length);
    }
    return of(count, w.length, data);
  }

  /** Number of styles, {@code 2 log2(R) - 2} for a generator of resolution R. */
  public int count() {
    return count;
  }

  /** Length of one style. */
  public int dimension() {
    return dimension;
  }

  /** One value; {@code style} in 0..count-1, {@code index} in 0..dimension-1. */
  public float get(int style, int index) {
    return data[style * dimension + index];
  }

  /** A copy of one style. */
  public float[] style(int style) {
    return Arrays.copyOfRange(data, style * dimension, (style + 1) * dimension);
  }

  /** A row-major copy of all values. */
  public float[] toArray() {
    return data.clone();
  }

  /**
   * Moves the first {@code styles} styles along a direction: {@code w_i + step * direction} for i
   * below {@code styles}.
   *
   * @param direction length = dimension
   * @param step signed length of the move, in units of w
   * @param styles how many styles move, 0..count
   */
  public StyleCode plus(float[] direction, double step, int styles) {
    if (direction.length != dimension || styles < 0 || styles > count) {
      throw new IllegalArgumentException(
          "A direction of "
              + direction.length
              + " values over "
              + styles
              + " styles does not fit a code of "
              + count
              + " styles of "
              + dimension
              + ".");
    }
    float[] moved = data.clone();
    for (int style = 0; style < styles; style++) {
      for (int i = 0; i < dimension; i++) {
        moved[style * dimension + i] += (float) (step * direction[i]);
      }
    }
    return of(count, dimension, moved);
  }

  /**
   * Moves every style along a direction of its own: {@code w_i + step * direction_i}.
   *
   * @param directions {@code [count, dimension]}, row-major
   * @param step signed length of the move, in units of w
   */
  public StyleCode plus(float[] directions, double step) {
    if (directions.length != data.length) {
      throw new IllegalArgumentException(
          "Directions of "
              + directions.length
              + " values do not fit a code of "
              + count
              + " styles of "
              + dimension
              + ".");
    }
    float[] moved = data.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) (step * directions[i]);
    }
    return of(count, dimension, moved);
  }

  /**
   * Truncation: {@code mean + psi (w - mean)} for every style.
   *
   * @param mean the generator's mean style, length = dimension
   * @param psi 1 leaves the code as it is, 0 gives the mean face
   */
  public StyleCode truncated(float[] mean, double psi) {
    requireDimension(mean.length);
    if (psi == 1.0) {
      return this;
    }
    float[] result = new float[data.length];
    for (int i = 0; i < data.length; i++) {
      float centre = mean[i % dimension];
      result[i] = (float) (centre + psi * (data[i] - centre));
    }
    return of(count, dimension, result);
  }

  /**
   * Style mixing: the first {@code crossover} styles of this code, the others of {@code late}.
   *
   * @param crossover 0 (all late) .. count (all early)
   */
  public StyleCode mixedWith(StyleCode late, int crossover) {
    requireSameShape(late);
    if (crossover < 0 || crossover > count) {
      throw new IllegalArgumentException(
          "The crossover must lie in 0.." + count + ", not at " + crossover + ".");
    }
    float[] result = late.data.clone();
    System.arraycopy(data, 0, result, 0, crossover * dimension);
    return new StyleCode(count, dimension, result);
  }

  /** Linear interpolation: {@code this} at 0, {@code other} at 1. */
  public StyleCode interpolated(StyleCode other, double amount) {
    requireSameShape(other);
    float[] result = new float[data.length];
    for (int i = 0; i < data.length; i++) {
      result[i] = (float) (data[i] + amount * (other.data[i] - data[i]));
    }
    return of(count, dimension, result);
  }

  /**
   * The first style in which two codes of one shape differ; {@code count} if they are equal. What
   * comes before it in a generator need not be computed again.
   */
  public int firstDifference(StyleCode other) {
    requireSameShape(other);
    int mismatch = Arrays.mismatch(data, other.data);
    return mismatch < 0 ? count : mismatch / dimension;
  }

  private void requireSameShape(StyleCode other) {
    if (other.count != count || other.dimension != dimension) {
      throw new IllegalArgumentException(
          "Style codes of different shape: "
              + count
              + "x"
              + dimension
              + " and "
              + other.count
              + "x"
              + other.dimension
              + ".");
    }
  }

  private void requireDimension(int length) {
    if (length != dimension) {
      throw new IllegalArgumentException(
          "A style of " + length + " values does not fit a code of dimension " + dimension + ".");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StyleCode code
        && code.count == count
        && code.dimension == dimension
        && Arrays.equals(code.data, data);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * count + dimension) + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return "StyleCode[" + count + "x" + dimension + "]";
  }
}
