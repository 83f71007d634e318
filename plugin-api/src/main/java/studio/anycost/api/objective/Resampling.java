package studio.anycost.api.objective;

import java.util.Arrays;
import studio.anycost.api.model.ImageTensor;

/**
 * How a square picture becomes another size: every row and every column of the result is a weighted
 * sum of the picture's. Smaller, it is the average over the area that a pixel covers; larger, it is
 * bilinear between the centres of pixels, as PyTorch's {@code interpolate(mode="bilinear",
 * align_corners=False)} has it. Immutable.
 *
 * <p>With the matrix {@code M} a plane {@code P} becomes {@code M P M^T}. Who needs gradients takes
 * the matrix; who does not lets {@link #apply} do it.
 */
public final class Resampling {
  private final int from;
  private final int to;
  private final int[] first;
  private final float[][] weights;

  private Resampling(int from, int to) {
    if (from < 1 || to < 1) {
      throw new IllegalArgumentException(
          "A picture cannot have " + Math.min(from, to) + " pixels a side.");
    }
    this.from = from;
    this.to = to;
    this.first = new int[to];
    this.weights = new float[to][];
    for (int i = 0; i < to; i++) {
      if (to < from) {
        average(i);
      } else {
        interpolate(i);
      }
    }
  }

  /**
   * Between two sizes, in pixels a side.
   *
   * @param from at least 1
   * @param to at least 1
   */
  public static Resampling of(int from, int to) {
    return new Resampling(from, to);
  }

  private void average(int i) {
    double step = from / (double) to;
    double start = i * step;
    double end = Math.min(from, (i + 1) * step);
    int left = (int) start;
    int right = Math.min(from, (int) Math.ceil(end - 1e-9));
    first[i] = left;
    weights[i] = new float[right - left];
    for (int j = left; j < right; j++) {
      weights[i][j - left] = (float) ((Math.min(end, j + 1) - Math.max(start, j)) / step);
    }
  }

  private void interpolate(int i) {
    double place = (i + 0.5) * from / to - 0.5;
    int left = (int) Math.floor(place);
    float share = (float) (place - left);
    if (left < 0 || left + 1 >= from || share == 0) {
      first[i] = Math.max(0, Math.min(from - 1, left));
      weights[i] = new float[] {1};
    } else {
      first[i] = left;
      weights[i] = new float[] {1 - share, share};
    }
  }

  /** Pixels a side before. */
  public int from() {
    return from;
  }

  /** Pixels a side afterwards. */
  public int to() {
    return to;
  }

  /** The weights {@code [to][from]}, row by row; every row sums to 1. A new array. */
  public float[] matrix() {
    float[] matrix = new float[Math.multiplyExact(to, from)];
    for (int i = 0; i < to; i++) {
      System.arraycopy(weights[i], 0, matrix, i * from + first[i], weights[i].length);
    }
    return matrix;
  }

  /**
   * The picture in the other size; the same one if the sizes are equal.
   *
   * @throws IllegalArgumentException if it has another side than {@link #from}
   */
  public ImageTensor apply(ImageTensor picture) {
    if (picture.side() != from) {
      throw new IllegalArgumentException(
          "A picture of " + picture.side() + " px came where one of " + from + " px belongs.");
    }
    if (from == to) {
      return picture;
    }
    float[] values = picture.toArray();
    float[] result = new float[Math.multiplyExact(3, Math.multiplyExact(to, to))];
    float[] row = new float[from];
    for (int plane = 0; plane < 3; plane++) {
      for (int y = 0; y < to; y++) {
        Arrays.fill(row, 0);
        for (int j = 0; j < weights[y].length; j++) {
          addRow(values, (plane * from + first[y] + j) * from, weights[y][j], row);
        }
        int at = (plane * to + y) * to;
        for (int x = 0; x < to; x++) {
          float sum = 0;
          for (int j = 0; j < weights[x].length; j++) {
            sum += weights[x][j] * row[first[x] + j];
          }
          result[at + x] = sum;
        }
      }
    }
    return ImageTensor.wrap(to, result);
  }

  private static void addRow(float[] values, int at, float weight, float[] row) {
    for (int x = 0; x < row.length; x++) {
      row[x] += weight * values[at + x];
    }
  }
}
