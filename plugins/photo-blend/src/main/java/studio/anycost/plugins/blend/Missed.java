package studio.anycost.plugins.blend;

/**
 * What the projection missed of the photo, taken apart: what is soft is light and colour, and what
 * is left are shapes, features and texture.
 *
 * @param rest of the photo minus the unedited render, without the soft part; 0 where the square
 *     leaves the photo
 * @param trust one plane, 0..1: whether photo and projection show the same thing
 * @param error mean absolute value of the rest inside the mask, 0..255: how unfaithful the
 *     projection is
 */
record Missed(Planes rest, Planes trust, double error) {
  /** Standard deviation of the blur that leaves the soft part, of the side. */
  private static final double SOFT = 0.09;

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
    Planes rest = missed.minus(Blur.weighted(missed, weight, SOFT * side));
    for (float[] plane : rest.data()) {
      for (int i = 0; i < plane.length; i++) {
        plane[i] *= photo.coverage()[i];
      }
    }
    float[] difference = missed.amplitude(AROUND * side);
    Planes trust = Planes.zero(side, 1);
    for (int i = 0; i < difference.length; i++) {
      trust.data()[0][i] = 1 - (float) FaceMask.smooth((difference[i] - SAME) / (OTHER - SAME));
    }
    // Softer than what it follows, or it would draw borders of its own.
    trust.data()[0] = Blur.of(trust.data()[0], side, AROUND * side);
    return new Missed(rest, trust, mean(rest, weight));
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
