package studio.anycost.plugins.blend;

import java.util.Arrays;
import studio.anycost.api.model.ImageTensor;

/**
 * Values over the square of a face, in one or several planes. Whoever makes them owns them; they
 * are not changed once they have been handed on.
 *
 * @param side pixels of a side
 * @param data a plane each, rows from top to bottom
 */
record Planes(int side, float[][] data) {
  static final int COLOURS = 3;

  static Planes zero(int side, int count) {
    return new Planes(side, new float[count][side * side]);
  }

  /**
   * The colours of a render at another size: averaged over the area that a pixel covers, which is
   * all that there is to do for a smaller one.
   *
   * @param side no larger than the render's
   */
  static Planes of(ImageTensor render, int side) {
    float[] values = render.toArray();
    int from = render.side();
    Planes result = zero(side, COLOURS);
    for (int colour = 0; colour < COLOURS; colour++) {
      float[] plane = Arrays.copyOfRange(values, colour * from * from, (colour + 1) * from * from);
      for (int i = 0; i < plane.length; i++) {
        plane[i] = (Math.max(-1, Math.min(1, plane[i])) + 1) * 127.5f;
      }
      result.data[colour] = side == from ? plane : shrunk(plane, from, side);
    }
    return result;
  }

  private static float[] shrunk(float[] plane, int from, int side) {
    float[] narrow = new float[from * side];
    for (int y = 0; y < from; y++) {
      shrinkLine(plane, y * from, 1, from, narrow, y * side, 1, side);
    }
    float[] result = new float[side * side];
    for (int x = 0; x < side; x++) {
      shrinkLine(narrow, x, side, from, result, x, side, side);
    }
    return result;
  }

  private static void shrinkLine(
      float[] from, int at, int step, int count, float[] to, int toAt, int toStep, int toCount) {
    double width = (double) count / toCount;
    for (int i = 0; i < toCount; i++) {
      double start = i * width;
      double end = Math.min(count, start + width);
      double sum = 0;
      for (int k = (int) start; k < end; k++) {
        double part = Math.min(k + 1, end) - Math.max(k, start);
        sum += part * from[at + k * step];
      }
      to[toAt + i * toStep] = (float) (sum / (end - start));
    }
  }

  /** This minus another of the same shape. */
  Planes minus(Planes other) {
    Planes result = zero(side, data.length);
    for (int plane = 0; plane < data.length; plane++) {
      for (int i = 0; i < side * side; i++) {
        result.data[plane][i] = data[plane][i] - other.data[plane][i];
      }
    }
    return result;
  }

  /**
   * The bilinear value of a plane at a place; the outermost pixels go on for ever.
   *
   * @param u from the left, 0..1
   * @param v from the top, 0..1
   */
  float at(int plane, double u, double v) {
    double x = Math.max(0, Math.min(side - 1, u * side - 0.5));
    double y = Math.max(0, Math.min(side - 1, v * side - 0.5));
    int left = Math.min((int) x, Math.max(0, side - 2));
    int top = Math.min((int) y, Math.max(0, side - 2));
    int right = Math.min(left + 1, side - 1);
    int bottom = Math.min(top + 1, side - 1);
    float across = (float) (x - left);
    float down = (float) (y - top);
    float[] values = data[plane];
    float upper =
        values[top * side + left]
            + across * (values[top * side + right] - values[top * side + left]);
    float lower =
        values[bottom * side + left]
            + across * (values[bottom * side + right] - values[bottom * side + left]);
    return upper + down * (lower - upper);
  }

  /**
   * The root mean square over all planes around each place.
   *
   * @param sigma standard deviation of what is around, in pixels
   */
  float[] amplitude(double sigma) {
    float[] squares = new float[side * side];
    for (float[] plane : data) {
      for (int i = 0; i < squares.length; i++) {
        squares[i] += plane[i] * plane[i] / data.length;
      }
    }
    float[] blurred = Blur.of(squares, side, sigma);
    for (int i = 0; i < blurred.length; i++) {
      blurred[i] = (float) Math.sqrt(Math.max(0, blurred[i]));
    }
    return blurred;
  }
}
