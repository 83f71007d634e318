package studio.anycost.models.graph.blocked;

/**
 * A way to write the transposed convolution of stride 2 and window 3, which the blocked operators
 * do not have.
 *
 * <p>Of its result T, with {@code T[2 i + a] += w[a] * x[i]} along each axis, the even rows (and
 * columns) are {@code w[2] * x[i - 1] + w[0] * x[i]} and the odd ones {@code w[1] * x[i]}: four
 * phases, each a usual convolution of the input, which are then interleaved.
 */
interface TransposedForm {
  /**
   * Writes the rows of T that a strip needs.
   *
   * @param features the strip's input in the blocked layout, {@code [1, in, inputRows, side]}
   * @param side width of the input
   * @return {@code [1, out, 2 phaseRows, 2 side + 2]} in the blocked layout
   */
  String add(String features, Strip strip, int side);
}
