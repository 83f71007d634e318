package studio.anycost.api.model;

/**
 * A rendered square image before clamping: float32 {@code [3, side, side]}, planes R, G, B, nominal
 * range -1..1.
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
