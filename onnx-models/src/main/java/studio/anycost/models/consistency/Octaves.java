package studio.anycost.models.consistency;

import java.util.ArrayList;
import java.util.List;
import studio.anycost.api.model.ImageTensor;

/**
 * A picture taken apart by size of detail: what every halving takes away, from fine to coarse, and
 * the 4 px that are left. Of a large picture only what shows at 64 px: finer detail (hair, skin) is
 * drawn anew by sub-generators that are fine. Immutable.
 */
final class Octaves {
  /** The side of the largest picture that is taken apart. */
  static final int FINEST = 64;

  private static final int COARSEST = 4;

  private final List<float[]> octaves;

  private Octaves(List<float[]> octaves) {
    this.octaves = octaves;
  }

  /**
   * Takes a picture apart, as a screen shows it.
   *
   * @param side to bring it to first, a power of two of at most its own
   */
  static Octaves of(ImageTensor image, int side) {
    float[] values = image.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(-1f, Math.min(1f, values[i]));
    }
    int now = image.side();
    while (now > Math.min(side, FINEST)) {
      values = halved(values, now);
      now /= 2;
    }
    List<float[]> octaves = new ArrayList<>();
    while (now > COARSEST) {
      float[] half = halved(values, now);
      octaves.add(without(values, now, half));
      values = half;
      now /= 2;
    }
    octaves.add(values);
    return new Octaves(List.copyOf(octaves));
  }

  /** Half the side, every value the mean of four. */
  static float[] halved(float[] values, int side) {
    int half = side / 2;
    float[] result = new float[values.length / 4];
    int next = 0;
    for (int row = 0; row < 3 * half; row++) {
      int upper = 2 * row * side;
      for (int x = 0; x < half; x++) {
        int at = upper + 2 * x;
        result[next++] =
            (values[at] + values[at + 1] + values[at + side] + values[at + side + 1]) / 4;
      }
    }
    return result;
  }

  private static float[] without(float[] values, int side, float[] half) {
    float[] result = new float[values.length];
    for (int row = 0; row < 3 * side; row++) {
      for (int x = 0; x < side; x++) {
        result[row * side + x] = values[row * side + x] - half[row / 2 * (side / 2) + x / 2];
      }
    }
    return result;
  }

  /** How many there are; the last is what is left, and no detail. */
  int count() {
    return octaves.size();
  }

  /** Mean square of one octave. */
  double power(int octave) {
    double sum = 0;
    for (float value : octaves.get(octave)) {
      sum += (double) value * value;
    }
    return sum / octaves.get(octave).length;
  }

  /** Mean squared difference of one octave from that of a picture of the same size. */
  double squaredDifference(Octaves other, int octave) {
    float[] one = octaves.get(octave);
    float[] two = other.octaves.get(octave);
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      double difference = one[i] - two[i];
      sum += difference * difference;
    }
    return sum / one.length;
  }
}
