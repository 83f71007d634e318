package studio.anycost.api.model;

/**
 * A square image as networks see it: float32 {@code [3, side, side]}, planes R, G, B, nominal range
 * -1..1.
 *
 * <p>Immutable; the array is copied on the way in and out except by {@link #wrap}.
 */
public final class ImageTensor {
  private final int side;
  private final float[] data;

  private ImageTensor(int side, float[] data) {
    if (side < 1 || data.length != 3L * side * side) {
      throw new IllegalArgumentException(
          "An image of " + side + " px cannot hold " + data.length + " values.");
    }
    this.side = side;
    this.data = data;
  }

  /** Copies {@code 3 * side * side} values. */
  public static ImageTensor of(int side, float[] data) {
    return new ImageTensor(side, data.clone());
  }

  /** Takes ownership of the array: the caller must not touch it again. */
  public static ImageTensor wrap(int side, float[] data) {
    return new ImageTensor(side, data);
  }

  /**
   * Spreads 8 bits a channel over [-1, 1]: 0 becomes -1, 255 becomes 1.
   *
   * @throws IllegalArgumentException if the image is not square
   */
  public static ImageTensor of(RgbImage image) {
    int side = image.width();
    if (image.height() != side) {
      throw new IllegalArgumentException(
          "An image of "
              + image.width()
              + "x"
              + image.height()
              + " pixels is not square; cut it out first.");
    }
    int plane = side * side;
    int[] argb = image.toArray();
    float[] data = new float[3 * plane];
    for (int i = 0; i < plane; i++) {
      data[i] = value(argb[i] >> 16);
      data[plane + i] = value(argb[i] >> 8);
      data[2 * plane + i] = value(argb[i]);
    }
    return new ImageTensor(side, data);
  }

  /**
   * Another size by bilinear interpolation in which the corner pixels keep their places, as
   * PyTorch's {@code interpolate(mode="bilinear", align_corners=True)} has it: pixel {@code i} of
   * the result reads position {@code i (side - 1) / (newSide - 1)}. The published predictors were
   * trained with it. Does not average when it shrinks.
   *
   * @param newSide at least 1
   */
  public ImageTensor resized(int newSide) {
    if (newSide == side) {
      return this;
    }
    if (newSide < 1) {
      throw new IllegalArgumentException("An image cannot have " + newSide + " pixels a side.");
    }
    double step = newSide > 1 ? (side - 1) / (double) (newSide - 1) : 0;
    int[] first = new int[newSide];
    int[] second = new int[newSide];
    float[] share = new float[newSide];
    for (int i = 0; i < newSide; i++) {
      first[i] = Math.min((int) (i * step), side - 1);
      second[i] = Math.min(first[i] + 1, side - 1);
      share[i] = (float) (i * step - first[i]);
    }
    float[] result = new float[Math.multiplyExact(3, Math.multiplyExact(newSide, newSide))];
    int next = 0;
    for (int plane = 0; plane < 3; plane++) {
      for (int y = 0; y < newSide; y++) {
        int top = (plane * side + first[y]) * side;
        int bottom = (plane * side + second[y]) * side;
        float down = share[y];
        for (int x = 0; x < newSide; x++) {
          int left = first[x];
          int right = second[x];
          float across = share[x];
          float upper = mix(data[top + left], data[top + right], across);
          float lower = mix(data[bottom + left], data[bottom + right], across);
          result[next++] = mix(upper, lower, down);
        }
      }
    }
    return new ImageTensor(newSide, result);
  }

  private static float mix(float from, float to, float amount) {
    return from + amount * (to - from);
  }

  private static float value(int level) {
    return (level & 0xff) / 127.5f - 1f;
  }

  /** Width and height in pixels. */
  public int side() {
    return side;
  }

  /** One value; {@code plane} 0..2 = R, G, B. */
  public float get(int plane, int y, int x) {
    return data[(plane * side + y) * side + x];
  }

  /** A copy of the values, planes in order. */
  public float[] toArray() {
    return data.clone();
  }

  /** Clamps to [-1, 1] and rounds to 8 bits per channel. */
  public RgbImage toRgb() {
    int plane = side * side;
    int[] argb = new int[plane];
    for (int i = 0; i < plane; i++) {
      argb[i] =
          0xff000000
              | level(data[i]) << 16
              | level(data[plane + i]) << 8
              | level(data[2 * plane + i]);
    }
    return RgbImage.wrap(side, side, argb);
  }

  private static int level(float value) {
    float clamped = Math.max(-1f, Math.min(1f, value));
    return (int) ((clamped + 1f) * 127.5f + 0.5f);
  }
}
