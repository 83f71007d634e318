package studio.anycost.models.io;

import java.util.Arrays;

/**
 * An array of a {@code .npy} file. The arrays are not copied: whoever makes the record hands them
 * over.
 *
 * @param shape sizes, outermost first; empty for a single number
 * @param data row-major values, as many as the shape says
 */
public record NpyArray(int[] shape, float[] data) {
  public NpyArray {
    if (ArrayShape.elements(shape) != data.length) {
      throw new IllegalArgumentException(
          "The shape " + Arrays.toString(shape) + " does not hold " + data.length + " values.");
    }
  }
}
