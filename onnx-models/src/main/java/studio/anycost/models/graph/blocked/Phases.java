package studio.anycost.models.graph.blocked;

/** The four phases of a weight of a transposed convolution of stride 2 and window 3. */
final class Phases {
  /** Taps of the window along one axis, by parity of the result, in order of the input. */
  private static final int[][] TAPS = {{2, 0}, {1}};

  private Phases() {}

  /** Size of a phase's window along an axis: 2 on even, 1 on odd rows or columns. */
  static int window(int parity) {
    return TAPS[parity].length;
  }

  /** The weight {@code [out, in, window, window]} of one phase of {@code [out, in, 3, 3]}. */
  static float[] weight(float[] weight, int rowParity, int columnParity) {
    int[] rows = TAPS[rowParity];
    int[] columns = TAPS[columnParity];
    int taps = rows.length * columns.length;
    float[] phase = new float[weight.length / 9 * taps];
    for (int pair = 0; pair < weight.length / 9; pair++) {
      int target = pair * taps;
      for (int row : rows) {
        for (int column : columns) {
          phase[target++] = weight[pair * 9 + row * 3 + column];
        }
      }
    }
    return phase;
  }

  /** The same with a window of 2 x 2 for every phase: odd ones ignore the row or column before. */
  static float[] paddedWeight(float[] weight, int rowParity, int columnParity) {
    float[] phase = weight(weight, rowParity, columnParity);
    int height = window(rowParity);
    int width = window(columnParity);
    float[] padded = new float[weight.length / 9 * 4];
    for (int pair = 0; pair < weight.length / 9; pair++) {
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++) {
          padded[pair * 4 + (row + 2 - height) * 2 + column + 2 - width] =
              phase[(pair * height + row) * width + column];
        }
      }
    }
    return padded;
  }
}
