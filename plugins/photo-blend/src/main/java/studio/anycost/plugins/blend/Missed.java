package studio.anycost.plugins.blend;

/**
 * What the projection missed of the photo, taken apart: the photo is <i>gain x unedited render +
 * rest</i>. The gain is soft, and is light and colour; what is left are shapes, features and
 * texture.
 *
 * @param gain by which the photo's light is brighter than the render's, for each colour
 * @param rest of the photo, 0..255 and below; 0 where the square leaves the photo
 * @param trust one plane, 0..1: whether photo and projection show the same thing
 * @param error mean absolute value of the rest inside the mask, 0..255: how unfaithful the
 *     projection is
 */
record Missed(Planes gain, Planes rest, Planes trust, double error) {
  /** Standard deviation of the blur that leaves the soft part, of the side. */
  private static final double SOFT = 0.09;

  /** Added to both before they are divided: in the dark, little says much. */
  private static final float DARK = 16;

  /** Light does not do more than this: the rest is another thing. */
  private static final float LEAST_GAIN = 0.5f;

  private static final float MOST_GAIN = 1.6f;

  /** Outside of the face the photo says little about its light, but something. */
  private static final float LEAST = 0.01f;

  /** Where it is looked at whether both show the same: standard deviation, of the side. */
  private static final double AROUND = 0.04;

  /** Up to this difference they do, light and colour included, 0..255. */
  private static final double SAME = 18;

  /** From this on they do not. */
  private static final double OTHER = 55;

  /**
   * @param face the mask of the face, in which the error is measured
   */
  static Missed of(AlignedPhoto photo, Planes unedited, Planes face) {
    int side = unedited.side();
    float[] weight = weight(photo, face, side);
    Planes missed = photo.colours().minus(unedited);
    Planes gain =
        gain(
            Blur.weighted(photo.colours(), weight, SOFT * side),
            Blur.weighted(unedited, weight, SOFT * side));
    Planes rest = Planes.zero(side, Planes.COLOURS);
    for (int plane = 0; plane < Planes.COLOURS; plane++) {
      for (int i = 0; i < side * side; i++) {
        float lit = gain.data()[plane][i] * unedited.data()[plane][i];
        rest.data()[plane][i] = photo.coverage()[i] * (photo.colours().data()[plane][i] - lit);
      }
    }
    float[] difference = missed.amplitude(AROUND * side);
    Planes trust = Planes.zero(side, 1);
    for (int i = 0; i < difference.length; i++) {
      trust.data()[0][i] = 1 - (float) FaceMask.smooth((difference[i] - SAME) / (OTHER - SAME));
    }
    // Softer than what it follows, or it would draw borders of its own.
    trust.data()[0] = Blur.of(trust.data()[0], side, AROUND * side);
    return new Missed(gain, rest, trust, mean(rest, weight));
  }

  private static Planes gain(Planes photo, Planes unedited) {
    Planes gain = Planes.zero(photo.side(), Planes.COLOURS);
    for (int plane = 0; plane < Planes.COLOURS; plane++) {
      for (int i = 0; i < gain.data()[plane].length; i++) {
        float ratio = (photo.data()[plane][i] + DARK) / (unedited.data()[plane][i] + DARK);
        gain.data()[plane][i] = Math.max(LEAST_GAIN, Math.min(MOST_GAIN, ratio));
      }
    }
    return gain;
  }

  private static float[] weight(AlignedPhoto photo, Planes mask, int side) {
    float[] weight = new float[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        float inside = mask.at(0, (x + 0.5) / side, (y + 0.5) / side);
        weight[y * side + x] = photo.coverage()[y * side + x] * Math.max(LEAST, inside);
      }
    }
    return weight;
  }

  private static double mean(Planes rest, float[] weight) {
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < weight.length; i++) {
      float inside = weight[i] > LEAST ? weight[i] : 0;
      weights += inside;
      for (float[] plane : rest.data()) {
        sum += inside * Math.abs(plane[i]) / Planes.COLOURS;
      }
    }
    return weights == 0 ? 0 : sum / weights;
  }
}
