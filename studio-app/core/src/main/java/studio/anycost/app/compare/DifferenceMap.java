package studio.anycost.app.compare;

import studio.anycost.api.model.RgbImage;

/** Where two pictures differ: black where they do not, brighter the more they do. */
public final class DifferenceMap {
  /** Differences are shown so many times as large: a tenth of the range is nearly half of it. */
  public static final int AMPLIFICATION = 4;

  private DifferenceMap() {}

  /**
   * The absolute difference of every channel, amplified.
   *
   * @throws IllegalArgumentException if they have different sizes
   */
  public static RgbImage of(RgbImage one, RgbImage other) {
    if (one.width() != other.width() || one.height() != other.height()) {
      throw new IllegalArgumentException("Pictures of different sizes have no difference.");
    }
    int[] a = one.toArray();
    int[] b = other.toArray();
    for (int i = 0; i < a.length; i++) {
      a[i] = 0xff000000 | channel(a[i], b[i], 16) | channel(a[i], b[i], 8) | channel(a[i], b[i], 0);
    }
    return RgbImage.wrap(one.width(), one.height(), a);
  }

  private static int channel(int one, int other, int shift) {
    int difference = Math.abs((one >> shift & 0xff) - (other >> shift & 0xff));
    return Math.min(255, AMPLIFICATION * difference) << shift;
  }
}
