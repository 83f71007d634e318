package studio.anycost.plugins.blend;

import java.util.Arrays;
import java.util.stream.IntStream;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.ProgressListener;

/**
 * Puts a change into the photo, pixel by pixel at its own resolution. Pixels where the mask is 0,
 * and all where there is no change, come out as they went in.
 */
final class Composition {
  /** Rows between two looks at whether somebody cancelled. */
  private static final int BAND = 32;

  /** What lies within so many times the photo's grain may be grain, and stays everywhere. */
  private static final float GRAIN = 2.5f;

  /** The median of absolute values of noise, in standard deviations. */
  private static final float MEDIAN = 0.6745f;

  private static final int MOST_SAMPLES = 1 << 14;

  private final RgbImage photo;
  private final Placement placement;
  private final Planes aligned;
  private final Change change;
  private final Planes mask;
  private final float strength;

  /**
   * @param aligned the photo in the square, as fine as the change
   * @param strength 0..1
   */
  Composition(
      RgbImage photo,
      Alignment square,
      Planes aligned,
      Change change,
      Planes mask,
      double strength) {
    this.photo = photo;
    this.placement = Placement.of(square);
    this.aligned = aligned;
    this.change = change;
    this.mask = mask;
    this.strength = (float) strength;
  }

  RgbImage make(ProgressListener progress, CancellationToken cancellation) {
    int[] pixels = photo.toArray();
    float grain = GRAIN * grain(pixels);
    int height = photo.height();
    for (int from = 0; from < height; from += BAND) {
      cancellation.throwIfCancelled();
      int to = Math.min(height, from + BAND);
      IntStream.range(from, to).parallel().forEach(y -> row(pixels, y, grain));
      progress.report((double) to / height, Texts.of("composition.blending"));
    }
    return RgbImage.wrap(photo.width(), height, pixels);
  }

  private float weight(int x, int y) {
    double u = placement.u(x, y);
    double v = placement.v(x, y);
    boolean inside = u > 0 && v > 0 && u < 1 && v < 1;
    return inside ? mask.at(0, u, v) : 0;
  }

  private void row(int[] pixels, int y, float grain) {
    Sample sample = new Sample(aligned.side());
    for (int x = 0; x < photo.width(); x++) {
      float weight = weight(x, y);
      if (weight <= 0) {
        continue;
      }
      double u = placement.u(x, y);
      double v = placement.v(x, y);
      sample.at(u, v);
      float lost = 1 - change.detail().at(0, u, v);
      int at = y * photo.width() + x;
      int pixel = pixels[at];
      int red = blended(pixel >> 16 & 0xff, 0, sample, weight, lost, grain);
      int green = blended(pixel >> 8 & 0xff, 1, sample, weight, lost, grain);
      int blue = blended(pixel & 0xff, 2, sample, weight, lost, grain);
      pixels[at] = 0xff000000 | red << 16 | green << 8 | blue;
    }
  }

  private int blended(int value, int plane, Sample sample, float weight, float lost, float grain) {
    float added = sample.of(change.colours().data()[plane]);
    if (lost > 0) {
      float fine = value - sample.of(aligned.data()[plane]);
      added -= lost * (fine - Math.max(-grain, Math.min(grain, fine)));
    }
    // The whole change first: what it overshoots by would otherwise be had at half the strength.
    float whole = Math.max(0, Math.min(255, value + weight * added));
    return Math.round(value + strength * (whole - value));
  }

  /** The standard deviation of the photo's grain, robust against edges. */
  private float grain(int[] pixels) {
    int step = Math.max(1, (int) Math.sqrt((double) pixels.length / MOST_SAMPLES));
    Sample sample = new Sample(aligned.side());
    float[] found = new float[(photo.width() / step + 1) * (photo.height() / step + 1)];
    int count = 0;
    for (int y = 0; y < photo.height(); y += step) {
      for (int x = 0; x < photo.width(); x += step) {
        if (weight(x, y) > 0.5f) {
          sample.at(placement.u(x, y), placement.v(x, y));
          int green = pixels[y * photo.width() + x] >> 8 & 0xff;
          found[count++] = Math.abs(green - sample.of(aligned.data()[1]));
        }
      }
    }
    if (count == 0) {
      return 0;
    }
    Arrays.sort(found, 0, count);
    return found[count / 2] / MEDIAN;
  }

  /** Reads planes of a square at one place by cubic interpolation. One thread only. */
  private static final class Sample {
    private final int side;
    private final float[] across = new float[Cubic.TAPS];
    private final float[] down = new float[Cubic.TAPS];
    private final int[] columns = new int[Cubic.TAPS];
    private final int[] rows = new int[Cubic.TAPS];

    Sample(int side) {
      this.side = side;
    }

    void at(double u, double v) {
      neighbours(u * side - 0.5, across, columns, 1);
      neighbours(v * side - 0.5, down, rows, side);
    }

    private void neighbours(double place, float[] weights, int[] at, int step) {
      int first = (int) Math.floor(place);
      Cubic.weights((float) (place - first), weights);
      for (int i = 0; i < Cubic.TAPS; i++) {
        at[i] = step * Math.max(0, Math.min(side - 1, first - 1 + i));
      }
    }

    float of(float[] plane) {
      float sum = 0;
      for (int j = 0; j < Cubic.TAPS; j++) {
        int row = rows[j];
        sum +=
            down[j]
                * (across[0] * plane[row + columns[0]]
                    + across[1] * plane[row + columns[1]]
                    + across[2] * plane[row + columns[2]]
                    + across[3] * plane[row + columns[3]]);
      }
      return sum;
    }
  }
}
