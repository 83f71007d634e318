package studio.anycost.api.compute;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Dense float32 values with a shape, row-major. Immutable; the arrays are copied on the way in and
 * out except by {@link #wrap}.
 */
public final class FloatTensor {
  private static final long MORE_THAN_FITS = 1L << 31;

  private final long[] shape;
  private final float[] data;

  private FloatTensor(float[] data, long[] shape) {
    long count = 1;
    for (long size : shape) {
      if (size < 0) {
        throw new IllegalArgumentException(
            "A tensor has no negative sizes, but the shape is " + Arrays.toString(shape) + ".");
      }
      // Past what an array can hold it stays past it.
      count =
          size > Integer.MAX_VALUE && count > 0
              ? MORE_THAN_FITS
              : Math.min(count * size, MORE_THAN_FITS);
    }
    if (count != data.length) {
      throw new IllegalArgumentException(
          "A tensor of shape "
              + Arrays.toString(shape)
              + " cannot hold "
              + data.length
              + " values.");
    }
    this.shape = shape;
    this.data = data;
  }

  /** Copies the values. */
  public static FloatTensor of(float[] data, long... shape) {
    return new FloatTensor(data.clone(), shape.clone());
  }

  /** Takes ownership of the values: the caller must not touch the array again. */
  public static FloatTensor wrap(float[] data, long... shape) {
    return new FloatTensor(data, shape.clone());
  }

  /** The sizes of the dimensions; a copy, empty for a scalar. */
  public long[] shape() {
    return shape.clone();
  }

  /** How many values there are. */
  public int count() {
    return data.length;
  }

  /** One value by its row-major index. */
  public float get(int index) {
    return data[index];
  }

  /** Writes the values to where a buffer stands, with no other copy in between. */
  public void copyTo(FloatBuffer target) {
    target.put(data);
  }

  /** A copy of the values. */
  public float[] toArray() {
    return data.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FloatTensor tensor
        && Arrays.equals(tensor.shape, shape)
        && Arrays.equals(tensor.data, data);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return "FloatTensor" + Arrays.toString(shape);
  }
}
