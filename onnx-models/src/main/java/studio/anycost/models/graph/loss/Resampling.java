package studio.anycost.models.graph.loss;

import java.util.Arrays;

/**
 * Another size of a square map, the same along both axes: smaller by the mean over the area that a
 * pixel covers, larger by linear interpolation between pixel centres, the border repeated.
 */
public final class Resampling {
  private final int from;
  private final int to;

  /** For every new pixel the first old one that it is made of. */
  private final int[] first;

  /** For every new pixel the share of the old ones from the first on. */
  private final float[][] shares;

  private Resampling(int from, int to) {
    this.from = from;
    this.to = to;
    this.first = new int[to];
    this.shares = new float[to][];
    for (int i = 0; i < to; i++) {
      if (to < from) {
        average(i);
      } else {
        interpolate(i);
      }
    }
  }

  /**
   * From one side in pixels to another.
   *
   * @param from at least 1
   * @param to at least 1
   */
  public static Resampling of(int from, int to) {
    if (from < 1 || to < 1) {
      throw new IllegalArgumentException("A picture has no side of " + Math.min(from, to) + ".");
    }
    return new Resampling(from, to);
  }

  private void average(int i) {
    double size = (double) from / to;
    double start = i * size;
    double end = start + size;
    first[i] = (int) start;
    int last = Math.min(from, (int) Math.ceil(end - 1e-9));
    shares[i] = new float[last - first[i]];
    for (int k = first[i]; k < last; k++) {
      shares[i][k - first[i]] = (float) ((Math.min(end, k + 1) - Math.max(start, k)) / size);
    }
  }

  private void interpolate(int i) {
    double place = Math.max(0, Math.min(from - 1, (i + 0.5) * from / to - 0.5));
    first[i] = (int) place;
    float second = (float) (place - first[i]);
    shares[i] = second == 0 ? new float[] {1} : new float[] {1 - second, second};
  }

  /** The matrix {@code [to, from]} by which one axis is multiplied. */
  float[] matrix() {
    float[] matrix = new float[to * from];
    for (int i = 0; i < to; i++) {
      System.arraycopy(shares[i], 0, matrix, i * from + first[i], shares[i].length);
    }
    return matrix;
  }

  /** The same as a matrix {@code [from, to]}. */
  float[] transposed() {
    float[] transposed = new float[from * to];
    for (int i = 0; i < to; i++) {
      for (int k = 0; k < shares[i].length; k++) {
        transposed[(first[i] + k) * to + i] = shares[i][k];
      }
    }
    return transposed;
  }

  /**
   * Resamples maps.
   *
   * @param maps {@code [n, from, from]}, not changed
   * @return {@code [n, to, to]}; the same array if the size is the same
   */
  public float[] apply(float[] maps) {
    if (from == to) {
      return maps;
    }
    int count = maps.length / (from * from);
    float[] result = new float[count * to * to];
    float[] line = new float[from];
    for (int map = 0; map < count; map++) {
      for (int y = 0; y < to; y++) {
        Arrays.fill(line, 0);
        for (int k = 0; k < shares[y].length; k++) {
          int row = (map * from + first[y] + k) * from;
          for (int x = 0; x < from; x++) {
            line[x] += shares[y][k] * maps[row + x];
          }
        }
        for (int x = 0; x < to; x++) {
          float sum = 0;
          for (int k = 0; k < shares[x].length; k++) {
            sum += shares[x][k] * line[first[x] + k];
          }
          result[(map * to + y) * to + x] = sum;
        }
      }
    }
    return result;
  }
}
