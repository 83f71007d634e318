package studio.anycost.plugins.blend;

import java.util.List;

/**
 * How much of the photo becomes the edited face: 1 inside some outlines, 0 outside, soft between.
 */
final class FaceMask {
  /** Fine enough: the mask is smooth, and is interpolated. */
  private static final int SIDE = 256;

  /** Renders know nothing beyond their square: there the mask ends, within this of its side. */
  private static final double EDGE = 0.1;

  private FaceMask() {}

  /**
   * @param outlines at least one; what is inside any of them is inside
   * @param feather width of the soft border, in widths of the face; the outline runs in its middle
   * @return one plane of 0..1
   */
  static Planes of(List<Outline> outlines, double feather) {
    Planes mask = Planes.zero(SIDE, 1);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double u = (x + 0.5) / SIDE;
        double v = (y + 0.5) / SIDE;
        double most = 0;
        for (Outline outline : outlines) {
          double width = Math.max(feather * outline.width(), 2.0 / SIDE);
          most = Math.max(most, smooth(outline.depth(u, v) / width + 0.5));
        }
        double edge = Math.min(Math.min(u, 1 - u), Math.min(v, 1 - v)) - 1.0 / SIDE;
        mask.data()[0][y * SIDE + x] = (float) (most * smooth(edge / EDGE));
      }
    }
    return mask;
  }

  /**
   * The mask of a face, and around it that of its head where the projection can be trusted: beside
   * the face of a render may be hair where the photo shows a wall, and what an edit does to that
   * hair means nothing for the wall.
   *
   * @param trust one plane of 0..1, of any side
   */
  static Planes with(Planes face, Planes head, Planes trust) {
    Planes mask = Planes.zero(SIDE, 1);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int at = y * SIDE + x;
        float trusted = trust.at(0, (x + 0.5) / SIDE, (y + 0.5) / SIDE);
        mask.data()[0][at] = Math.max(face.data()[0][at], trusted * head.data()[0][at]);
      }
    }
    return mask;
  }

  /** From 0 to 1 without a bend that one would see: its first two derivatives end at 0. */
  static double smooth(double value) {
    double t = Math.max(0, Math.min(1, value));
    return t * t * t * (t * (6 * t - 15) + 10);
  }
}
