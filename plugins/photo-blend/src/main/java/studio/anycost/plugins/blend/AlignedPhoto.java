package studio.anycost.plugins.blend;

import java.nio.IntBuffer;
import java.util.Arrays;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.task.CancellationToken;

/**
 * The photo as the renders show the face: in their square, no finer than they are. Every pixel of
 * the photo is spread over the pixels of the square around its place, by the weights with which an
 * interpolation would read them, so that nothing aliases, however large the face is in the photo.
 *
 * @param colours of the square
 * @param coverage one plane: 1 where the photo is, 0 where the square leaves it
 */
record AlignedPhoto(Planes colours, float[] coverage) {
  /** What of a pixel has to lie in the photo for it to count. */
  private static final float ENOUGH = 0.5f;

  /**
   * @param side no larger than that of the square in the photo, so that no pixel is left out
   */
  static AlignedPhoto of(
      RgbImage photo, Alignment square, int side, CancellationToken cancellation) {
    Planes sums = Planes.zero(side, Planes.COLOURS);
    float[] weights = new float[side * side];
    Placement placement = Placement.of(square);
    IntBuffer pixels = photo.pixels();
    int[] line = new int[photo.width()];
    float[] across = new float[Cubic.TAPS];
    float[] down = new float[Cubic.TAPS];
    for (int y = 0; y < photo.height(); y++) {
      cancellation.throwIfCancelled();
      pixels.get(y * photo.width(), line);
      for (int x = 0; x < line.length; x++) {
        double column = placement.u(x, y) * side - 0.5;
        double row = placement.v(x, y) * side - 0.5;
        if (column < -2 || row < -2 || column > side + 1 || row > side + 1) {
          continue;
        }
        int left = (int) Math.floor(column);
        int top = (int) Math.floor(row);
        Cubic.weights((float) (column - left), across);
        Cubic.weights((float) (row - top), down);
        add(line[x], left - 1, top - 1, across, down, sums, weights);
      }
    }
    float scale = (float) (square.side() / side);
    float[] coverage = new float[weights.length];
    for (int i = 0; i < weights.length; i++) {
      boolean covered = weights[i] >= ENOUGH * scale * scale;
      coverage[i] = covered ? 1 : 0;
      for (float[] plane : sums.data()) {
        plane[i] = covered ? plane[i] / weights[i] : 0;
      }
    }
    return new AlignedPhoto(sums, coverage);
  }

  private static void add(
      int pixel, int left, int top, float[] across, float[] down, Planes sums, float[] weights) {
    int side = sums.side();
    float[][] data = sums.data();
    int red = pixel >> 16 & 0xff;
    int green = pixel >> 8 & 0xff;
    int blue = pixel & 0xff;
    for (int j = 0; j < Cubic.TAPS; j++) {
      int y = top + j;
      if (y < 0 || y >= side) {
        continue;
      }
      for (int i = 0; i < Cubic.TAPS; i++) {
        int x = left + i;
        if (x < 0 || x >= side) {
          continue;
        }
        float weight = across[i] * down[j];
        int at = y * side + x;
        weights[at] += weight;
        data[0][at] += weight * red;
        data[1][at] += weight * green;
        data[2][at] += weight * blue;
      }
    }
  }

  /** The same with other colours where the photo is not. */
  AlignedPhoto completed(Planes others) {
    Planes all = Planes.zero(colours.side(), Planes.COLOURS);
    for (int plane = 0; plane < Planes.COLOURS; plane++) {
      for (int i = 0; i < coverage.length; i++) {
        Planes from = coverage[i] > 0 ? colours : others;
        all.data()[plane][i] = from.data()[plane][i];
      }
    }
    return new AlignedPhoto(all, coverage);
  }

  /** As a picture, to look for a face in it. */
  RgbImage picture() {
    int[] pixels = new int[coverage.length];
    Arrays.setAll(
        pixels,
        i ->
            0xff000000
                | level(colours.data()[0][i]) << 16
                | level(colours.data()[1][i]) << 8
                | level(colours.data()[2][i]));
    return RgbImage.wrap(colours.side(), colours.side(), pixels);
  }

  private static int level(float value) {
    return Math.max(0, Math.min(255, Math.round(value)));
  }
}
