package studio.anycost.plugins.blend;

/**
 * The cubic kernel of Keys ("Cubic Convolution Interpolation for Digital Image Processing", 1981)
 * with a = -1/2: four neighbours in each direction, exact for parabolas.
 */
final class Cubic {
  static final int TAPS = 4;

  private Cubic() {}

  /**
   * The weights of the neighbours -1, 0, 1 and 2.
   *
   * @param part of the way from neighbour 0 to 1, 0..1
   */
  static void weights(float part, float[] to) {
    float square = part * part;
    float cube = square * part;
    to[0] = -0.5f * cube + square - 0.5f * part;
    to[1] = 1.5f * cube - 2.5f * square + 1;
    to[2] = -1.5f * cube + 2 * square + 0.5f * part;
    to[3] = 0.5f * cube - 0.5f * square;
  }
}
