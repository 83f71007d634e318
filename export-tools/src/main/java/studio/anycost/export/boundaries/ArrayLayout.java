package studio.anycost.export.boundaries;

/** How an array with more than one style in it is read. */
public enum ArrayLayout {
  /**
   * By its shape and its key: {@code [n,d]} with as many rows as a code has styles is one direction
   * per style, factors under keys such as {@code eigvec} are columns, other matrices are rows.
   */
  AUTO,
  /** One direction with a row for every style: {@code [n,d]}, or several, {@code [k,n,d]}. */
  LAYERS,
  /** A direction in every row: {@code [k,d]}. */
  ROWS,
  /** A direction in every column: {@code [d,k]}. */
  COLUMNS
}
