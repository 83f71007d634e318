package studio.anycost.export.checkpoint;

import java.util.List;
import java.util.function.Supplier;

/**
 * A tensor that no file holds: it is computed each time it is read, so that a large model takes no
 * memory until then.
 *
 * @param shape sizes of the axes, outermost first, none negative
 * @param values gives a new array in row-major order, the same values every time; called on any
 *     thread
 */
public record ComputedTensor(List<Long> shape, Supplier<float[]> values) {
  public ComputedTensor {
    shape = List.copyOf(shape);
    if (shape.stream().anyMatch(size -> size < 0)) {
      throw new IllegalArgumentException("A tensor cannot have the shape " + shape + ".");
    }
  }

  long elementCount() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  float[] compute() {
    float[] computed = values.get();
    if (computed.length != elementCount()) {
      throw new IllegalStateException(
          "A tensor of the shape " + shape + " was computed with " + computed.length + " values.");
    }
    return computed;
  }
}
