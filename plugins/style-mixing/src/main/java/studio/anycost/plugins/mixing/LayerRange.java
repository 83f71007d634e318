package studio.anycost.plugins.mixing;

import java.util.List;

/**
 * Styles that decide the same kind of thing, by the resolution of the layers that they go to.
 *
 * <p>Two styles belong to each resolution, from 4 px on: style i goes to the layers of {@code 4 *
 * 2^(i / 2)} px (i / 2 rounded down). Coarse are those of 4 and 8 px, middle those of 16 and 32 px,
 * fine those from 64 px on (Karras, Laine, Aila: A Style-Based Generator Architecture for
 * Generative Adversarial Networks, CVPR 2019, section 3.1 and figure 3): styles 0-3, 4-7 and 8-17
 * of 18. A generator below 64 px has no layers of 64 px; there the highest resolution is fine, the
 * one below it middle, and coarse what is left.
 *
 * @param first index of its first style
 * @param end index behind its last style
 */
record LayerRange(int first, int end) {
  private static final int COARSE_END = 4;
  private static final int MIDDLE_END = 8;

  /** Styles of one resolution. */
  private static final int PAIR = 2;

  /** The side in pixels that the first styles go to. */
  private static final int SMALLEST_SIDE = 4;

  /**
   * Coarse, middle and fine: together all styles, none of them empty.
   *
   * @param styles how many a code has, at least 4 as those of every generator
   */
  static List<LayerRange> of(int styles) {
    int middleEnd = Math.min(MIDDLE_END, styles - PAIR);
    int coarseEnd = Math.max(1, Math.min(COARSE_END, middleEnd - PAIR));
    return List.of(
        new LayerRange(0, coarseEnd),
        new LayerRange(coarseEnd, middleEnd),
        new LayerRange(middleEnd, styles));
  }

  /** "Styles 1 to 4 of 12, layers of 4 to 8 px". */
  String words(int styles) {
    int low = side(first);
    int high = side(end - 1);
    return "Styles "
        + (first + 1)
        + " to "
        + end
        + " of "
        + styles
        + ", layers of "
        + (low == high ? low + " px" : low + " to " + high + " px");
  }

  private static int side(int style) {
    return SMALLEST_SIDE << style / PAIR;
  }
}
