package studio.anycost.models.io;

/** Arithmetic of shapes that come from files. */
final class ArrayShape {
  /** More axes than any array of the product has, few enough to print. */
  static final int MAX_AXES = 32;

  private ArrayShape() {}

  /**
   * The number of elements.
   *
   * @return -1 if an axis is negative, if there are too many axes or if the product leaves the
   *     range of a Java array
   */
  static long elements(long[] shape) {
    if (shape.length > MAX_AXES) {
      return -1;
    }
    long count = 1;
    for (long size : shape) {
      if (size < 0 || size > Integer.MAX_VALUE) {
        return -1;
      }
      // Both factors lie below 2^31, so that the product cannot overflow.
      count *= size;
      if (count > Integer.MAX_VALUE) {
        return -1;
      }
    }
    return count;
  }

  static int elements(int[] shape) {
    long[] wide = new long[shape.length];
    for (int i = 0; i < shape.length; i++) {
      wide[i] = shape[i];
    }
    return (int) elements(wide);
  }

  static int[] toInts(long[] shape) {
    int[] result = new int[shape.length];
    for (int i = 0; i < shape.length; i++) {
      result[i] = Math.toIntExact(shape[i]);
    }
    return result;
  }
}
