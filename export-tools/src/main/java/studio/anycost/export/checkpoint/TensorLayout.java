package studio.anycost.export.checkpoint;

import java.util.List;

/**
 * Where a tensor's elements lie in its storage, all in elements. A layout that exists lies within
 * its storage.
 *
 * @param offset index of the first element
 * @param shape sizes, outermost axis first; empty for a single number
 * @param strides distances between neighbours along each axis
 * @param elementCount product of the sizes
 * @param span elements from the first to the last one in the storage, both included; 0 if empty
 */
record TensorLayout(
    long offset, List<Long> shape, List<Long> strides, long elementCount, long span) {

  /**
   * Checks a layout that a file claims.
   *
   * @param storageElements elements that the storage really has
   * @throws MalformedCheckpointException if the layout is impossible or leaves its storage
   */
  static TensorLayout of(
      long offset,
      List<Long> shape,
      List<Long> strides,
      long storageElements,
      CheckpointLimits limits)
      throws MalformedCheckpointException {
    if (shape.size() > limits.maxRank()) {
      throw MalformedCheckpointException.tooLarge(
          "a tensor has %d axes, more than the %d that are read."
              .formatted(shape.size(), limits.maxRank()));
    }
    if (shape.size() != strides.size()) {
      throw MalformedCheckpointException.damaged(
          "a tensor of shape %s has strides %s; there must be one for every axis."
              .formatted(shape, strides));
    }
    for (List<Long> numbers : List.of(shape, strides, List.of(offset))) {
      if (numbers.stream().anyMatch(n -> n < 0)) {
        throw MalformedCheckpointException.damaged(
            "a tensor of shape %s has offset %d and strides %s; none of them may be negative."
                .formatted(shape, offset, strides));
      }
    }
    try {
      // The product may overflow before it meets a size of zero, so an empty tensor is told first.
      boolean empty = shape.contains(0L);
      long count = empty ? 0 : 1;
      long span = empty ? 0 : 1;
      for (int axis = 0; axis < shape.size() && !empty; axis++) {
        count = Math.multiplyExact(count, shape.get(axis));
        span = Math.addExact(span, Math.multiplyExact(shape.get(axis) - 1, strides.get(axis)));
      }
      if (Math.addExact(offset, span) > storageElements) {
        throw MalformedCheckpointException.damaged(
            "a tensor of shape %s with offset %d and strides %s leaves its storage of %d elements."
                .formatted(shape, offset, strides, storageElements));
      }
      if (count > storageElements && count > limits.maxRepeatedElements()) {
        throw MalformedCheckpointException.tooLarge(
            "a tensor of shape %s repeats a storage of %d elements to %d; at most %d are read."
                .formatted(shape, storageElements, count, limits.maxRepeatedElements()));
      }
      return new TensorLayout(offset, List.copyOf(shape), List.copyOf(strides), count, span);
    } catch (ArithmeticException e) {
      throw MalformedCheckpointException.damaged(
          "a tensor of shape %s with offset %d and strides %s is larger than any storage."
              .formatted(shape, offset, strides),
          e);
    }
  }

  /** Whether the elements follow each other in the storage in row-major order. */
  boolean isContiguous() {
    long expected = 1;
    for (int axis = shape.size() - 1; axis >= 0; axis--) {
      // The stride of an axis of size 1 is never used, and PyTorch leaves anything in it.
      if (shape.get(axis) != 1 && strides.get(axis) != expected) {
        return elementCount == 0;
      }
      expected *= shape.get(axis);
    }
    return true;
  }

  /** Positions of the elements, counted from {@code offset}, in row-major order. */
  PositionWalk positions() {
    return new PositionWalk(shape, strides);
  }

  /** Counts through the axes like an odometer; not thread-safe. */
  static final class PositionWalk {
    private final long[] sizes;
    private final long[] steps;
    private final long[] index;
    private long position;

    private PositionWalk(List<Long> shape, List<Long> strides) {
      sizes = shape.stream().mapToLong(Long::longValue).toArray();
      steps = strides.stream().mapToLong(Long::longValue).toArray();
      index = new long[sizes.length];
    }

    /** The current position; moves on to the next one, and to the first after the last. */
    long next() {
      long current = position;
      for (int axis = sizes.length - 1; axis >= 0; axis--) {
        index[axis]++;
        position += steps[axis];
        if (index[axis] < sizes[axis]) {
          break;
        }
        position -= steps[axis] * sizes[axis];
        index[axis] = 0;
      }
      return current;
    }
  }
}
