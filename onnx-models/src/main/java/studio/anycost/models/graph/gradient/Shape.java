package studio.anycost.models.graph.gradient;

import java.util.Arrays;

/** Sizes of the axes of a value. Not copied: nobody writes to them. */
record Shape(long... sizes) {
  int rank() {
    return sizes.length;
  }

  long size(int axis) {
    return sizes[axis];
  }

  long count() {
    return Arrays.stream(sizes).reduce(1, Math::multiplyExact);
  }

  /** From the start for negative ones. */
  int axis(long axis) {
    return (int) (axis < 0 ? axis + sizes.length : axis);
  }

  /** The same with another size of one axis. */
  Shape with(int axis, long size) {
    long[] changed = sizes.clone();
    changed[axis] = size;
    return new Shape(changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  @Override
  public String toString() {
    return Arrays.toString(sizes);
  }
}
