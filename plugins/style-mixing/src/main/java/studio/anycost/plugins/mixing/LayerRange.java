package studio.anycost.plugins.mixing;

import java.util.List;

/**
 * Styles that decide the same kind of thing.
 *
 * <p>Of 18 styles, those of a generator of 1024 px, coarse are the styles of the layers of 4 and 8
 * px, 0-3, middle those of 16 and 32 px, 4-7, and fine those from 64 px on, 8-17 (Karras, Laine,
 * Aila: A Style-Based Generator Architecture for Generative Adversarial Networks, CVPR 2019,
 * section 3.1 and figure 3). Other generators are divided in the same shares: a smaller one decides
 * the same things with fewer layers, and has decided colours before it comes to 64 px.
 *
 * @param first index of its first style
 * @param end index behind its last style
 */
record LayerRange(int first, int end) {
  private static final double ALL = 18;
  private static final double COARSE_END = 4 / ALL;
  private static final double MIDDLE_END = 8 / ALL;

  /** The side in pixels that the first two styles go to; the next two go to one twice as large. */
  private static final int SMALLEST_SIDE = 4;

  /**
   * Coarse, middle and fine: together all styles, none of them empty.
   *
   * @param styles how many a code has, at least 4 as those of every generator
   */
  static List<LayerRange> of(int styles) {
    int coarseEnd = (int) Math.round(styles * COARSE_END);
    int middleEnd = (int) Math.round(styles * MIDDLE_END);
    return List.of(
        new LayerRange(0, coarseEnd),
        new LayerRange(coarseEnd, middleEnd),
        new LayerRange(middleEnd, styles));
  }

  /** "Styles 1 to 4 of 18, layers of 4 to 8 px." */
  String words(int styles) {
    int low = side(first);
    int high = side(end - 1);
    String which =
        first == end - 1
            ? Texts.of("layerRange.style", end, styles)
            : Texts.of("layerRange.styles", first + 1, end, styles);
    return low == high
        ? Texts.of("layerRange.one", which, low)
        : Texts.of("layerRange.several", which, low, high);
  }

  private static int side(int style) {
    return SMALLEST_SIDE << style / 2;
  }
}
