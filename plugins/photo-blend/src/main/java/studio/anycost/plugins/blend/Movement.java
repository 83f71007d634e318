package studio.anycost.plugins.blend;

/**
 * What an edit does to the picture of the face.
 *
 * @param difference of the edited and the unedited render
 * @param share one plane, 0..1: 0 where light and colour change at most, 1 where edges move or
 *     something else is shown, so that nothing of the photo can stay
 */
record Movement(Planes difference, float[] share) {
  /** What is softer than this is light and no structure: standard deviation, of the side. */
  private static final double SOFT = 0.045;

  /** Where structure is looked for: standard deviation, of the side. */
  private static final double NEAR = 0.025;

  /** From this change of structure on the photo's is let go, 0..255. */
  private static final double FEW = 5;

  /** From this on all of it. */
  private static final double MUCH = 16;

  /** From this change on, soft or not, it is another thing that is shown: glasses, say, 0..255. */
  private static final double ANOTHER = 50;

  /** From this on nothing of the photo's is kept. */
  private static final double ALL_ANOTHER = 110;

  /** Around what the reach of an edit is looked at: standard deviation, of the side. */
  private static final double AROUND = 0.035;

  /** Up to this change, around a place, the edit does not reach it, 0..255. */
  private static final double LITTLE = 8;

  /** From this on it does. */
  private static final double PLAIN = 22;

  static Movement of(Planes edited, Planes unedited) {
    Planes difference = edited.minus(unedited);
    int side = difference.side();
    float[] structure = structure(difference);
    float[] amount = difference.amplitude(NEAR * side);
    float[] share = new float[side * side];
    for (int i = 0; i < share.length; i++) {
      double moved = (structure[i] - FEW) / (MUCH - FEW);
      double exchanged = (amount[i] - ANOTHER) / (ALL_ANOTHER - ANOTHER);
      share[i] = (float) FaceMask.smooth(Math.max(moved, exchanged));
    }
    return new Movement(difference, share);
  }

  /** How much of the face moves, 0..1. */
  double within(Planes mask) {
    int side = difference.side();
    double sum = 0;
    double weights = 0;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        float weight = mask.at(0, (x + 0.5) / side, (y + 0.5) / side);
        sum += weight * share[y * side + x];
        weights += weight;
      }
    }
    return weights == 0 ? 0 : sum / weights;
  }

  /**
   * Where the edit shows beside the face: hair of another colour, bangs. What a generator changes a
   * little everywhere does not count.
   *
   * @param trust one plane, 0..1: where the photo shows what the render does
   * @return one plane, 0..1, no more than the trust
   */
  Planes reach(Planes trust) {
    int side = difference.side();
    float[] amount = difference.amplitude(AROUND * side);
    Planes reach = Planes.zero(side, 1);
    for (int i = 0; i < amount.length; i++) {
      reach.data()[0][i] = (float) FaceMask.smooth((amount[i] - LITTLE) / (PLAIN - LITTLE));
    }
    reach.data()[0] = Blur.of(reach.data()[0], side, NEAR * side);
    for (int i = 0; i < amount.length; i++) {
      reach.data()[0][i] *= trust.data()[0][i];
    }
    return reach;
  }

  /** How much an edit moves edges, unlike light and colour; 0 where it does nothing. */
  private static float[] structure(Planes difference) {
    int side = difference.side();
    Planes edges = Planes.zero(side, Planes.COLOURS);
    for (int plane = 0; plane < Planes.COLOURS; plane++) {
      float[] soft = Blur.of(difference.data()[plane], side, SOFT * side);
      for (int i = 0; i < soft.length; i++) {
        edges.data()[plane][i] = difference.data()[plane][i] - soft[i];
      }
    }
    return edges.amplitude(NEAR * side);
  }
}
