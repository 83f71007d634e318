package studio.anycost.api.model;

import java.nio.IntBuffer;
import java.util.Arrays;

/** An opaque 8-bit image: one {@code 0xffRRGGBB} integer a pixel, rows from top to bottom. */
public final class RgbImage {
  private final int width;
  private final int height;
  private final int[] argb;

  private RgbImage(int width, int height, int[] argb) {
    if (width < 1 || height < 1 || argb.length != (long) width * height) {
      throw new IllegalArgumentException(
          "An image of " + width + "x" + height + " cannot hold " + argb.length + " pixels.");
    }
    this.width = width;
    this.height = height;
    this.argb = argb;
  }

  /** Copies {@code width * height} pixels; alpha is set to opaque. */
  public static RgbImage of(int width, int height, int[] rgb) {
    int[] argb = new int[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      argb[i] = 0xff000000 | rgb[i];
    }
    return new RgbImage(width, height, argb);
  }

  /** Takes ownership of an array of opaque pixels: the caller must not touch it again. */
  public static RgbImage wrap(int width, int height, int[] argb) {
    return new RgbImage(width, height, argb);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** One pixel as {@code 0xffRRGGBB}. */
  public int argb(int x, int y) {
    return argb[y * width + x];
  }

  /** A copy of all pixels. */
  public int[] toArray() {
    return argb.clone();
  }

  /**
   * A read-only view of the pixels without a copy; opaque pixels are the same with and without
   * premultiplied alpha.
   */
  public IntBuffer pixels() {
    return IntBuffer.wrap(argb).asReadOnlyBuffer();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RgbImage image
        && image.width == width
        && image.height == height
        && Arrays.equals(image.argb, argb);
  }

  @Override
  public int hashCode() {
    return 31 * width + Arrays.hashCode(argb);
  }

  @Override
  public String toString() {
    return "RgbImage[" + width + "x" + height + "]";
  }
}
