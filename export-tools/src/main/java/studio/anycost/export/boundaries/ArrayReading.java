package studio.anycost.export.boundaries;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the values of one array make directions.
 *
 * @param count how many directions there are
 * @param rows of each: 1, or the number of styles
 * @param columns whether a direction is a column of the array, not a part of its rows
 * @param repeated whether the rows are for the styles of a code, but another number of them than
 *     this generator has: they are one direction if they are equal, and none that fits otherwise
 */
record ArrayReading(int count, int rows, boolean columns, boolean repeated) {
  ArrayReading(int count, int rows, boolean columns) {
    this(count, rows, columns, false);
  }

  /** Keys of factors, in the columns of a matrix: closed-form factorisation. */
  static final Set<String> COLUMN_KEYS =
      Set.of("eigvec", "eigvecs", "eigenvectors", "eigen_vectors");

  /** Keys of components, in the rows of a matrix, the first of them that a file has. */
  static final List<String> ROW_KEYS =
      List.of("lat_comp", "act_comp", "comp", "components", "components_");

  /**
   * Looks at a shape.
   *
   * @param key the last part of the array's name
   * @param dimension length of one style
   * @param styles number of styles of a code
   * @return empty if no direction has this shape
   */
  static Optional<ArrayReading> of(
      List<Integer> shape, String key, ArrayLayout layout, int dimension, int styles) {
    List<Integer> sizes = shape.stream().filter(size -> size != 1).toList();
    return switch (sizes.size()) {
      case 1 -> only(sizes.get(0) == dimension, new ArrayReading(1, 1, false));
      case 2 -> matrix(shape, sizes, key, layout, dimension, styles);
      case 3 ->
          only(
              layout != ArrayLayout.COLUMNS
                  && sizes.get(1) == styles
                  && sizes.get(2) == dimension
                  && sizes.get(0) > 0,
              new ArrayReading(sizes.get(0), styles, false));
      default -> Optional.empty();
    };
  }

  private static Optional<ArrayReading> only(boolean fits, ArrayReading reading) {
    return fits ? Optional.of(reading) : Optional.empty();
  }

  private static Optional<ArrayReading> matrix(
      List<Integer> shape,
      List<Integer> sizes,
      String key,
      ArrayLayout layout,
      int dimension,
      int styles) {
    int first = sizes.get(0);
    int second = sizes.get(1);
    ArrayReading byColumns = new ArrayReading(second, 1, true);
    ArrayReading byRows = new ArrayReading(first, 1, false);
    ArrayReading byStyles = new ArrayReading(1, styles, false);
    boolean rowsFit = second == dimension && first > 0;
    boolean columnsFit = first == dimension && second > 0;
    switch (layout) {
      case COLUMNS:
        return only(columnsFit, byColumns);
      case ROWS:
        return only(rowsFit, byRows);
      case LAYERS:
        return only(rowsFit && first == styles, byStyles);
      default:
        if (columnsFit && (COLUMN_KEYS.contains(key) || !rowsFit)) {
          return Optional.of(byColumns);
        }
        // [k,1,d] states that each direction is one style, whatever k is.
        boolean stated = shape.size() == 3 && shape.get(1) == 1;
        boolean perStyle =
            first == styles && !stated && !ROW_KEYS.contains(key) && !COLUMN_KEYS.contains(key);
        if (rowsFit && first != styles && shape.size() == 3 && shape.get(0) == 1) {
          return Optional.of(new ArrayReading(first, 1, false, true));
        }
        return only(rowsFit, perStyle ? byStyles : byRows);
    }
  }

  /** Whether the directions are rows, and one and the same. */
  boolean isOneRow(float[] values, int dimension) {
    boolean equal = count > 1 && rows == 1 && !columns;
    for (int row = 1; equal && row < count; row++) {
      int at = row * dimension;
      equal = Arrays.equals(values, 0, dimension, values, at, at + dimension);
    }
    return equal;
  }

  /**
   * Takes one direction out of the array's values.
   *
   * @param index 0..count-1
   */
  float[] take(float[] values, int index, int dimension) {
    float[] result = new float[rows * dimension];
    if (columns) {
      for (int i = 0; i < dimension; i++) {
        result[i] = values[i * count + index];
      }
    } else {
      System.arraycopy(values, index * result.length, result, 0, result.length);
    }
    return result;
  }
}
