package studio.anycost.models.graph;

import java.util.List;
import java.util.Optional;

/**
 * The smallest shapes that convolutions, pools and moves between channels and pixels give. Shapes
 * are {@code [batch, channels, sizes...]}; one that is no such shape throws an index exception.
 */
final class WindowShapes {
  private final NodeAttributes attributes;

  WindowShapes(NodeAttributes attributes) {
    this.attributes = attributes;
  }

  long[] convolution(long[] features, long[] weights) {
    long[] result = features.clone();
    result[1] = weights[0];
    for (int axis = 2; axis < result.length; axis++) {
      result[axis] = slid(result, weights[axis], axis);
    }
    return result;
  }

  long[] pool(long[] features, long[] kernel) {
    long[] result = features.clone();
    for (int axis = 2; axis < result.length; axis++) {
      result[axis] = slid(result, kernel[axis - 2], axis);
    }
    return result;
  }

  /** How often a window fits along an axis. */
  private long slid(long[] shape, long kernel, int axis) {
    long stride = Math.max(1, setting("strides", axis - 2, 1));
    if (attributes.text("auto_pad").startsWith("SAME")) {
      return (shape[axis] - 1) / stride + 1;
    }
    long padded = Sizes.plus(shape[axis], before(shape, axis));
    padded = Sizes.plus(padded, after(shape, axis));
    return Math.max(1, (padded - window(kernel, axis)) / stride + 1);
  }

  long[] transposedConvolution(long[] features, long[] weights) {
    long[] result = features.clone();
    result[1] = Sizes.times(weights[1], attributes.integer("group", 1));
    for (int axis = 2; axis < result.length; axis++) {
      long size = Sizes.times(result[axis] - 1, setting("strides", axis - 2, 1));
      size = Sizes.plus(size, window(weights[axis], axis));
      size = Sizes.plus(size, setting("output_padding", axis - 2, 0));
      size = Sizes.plus(size, -before(result, axis));
      size = Sizes.plus(size, -after(result, axis));
      result[axis] = Math.max(1, setting("output_shape", axis - 2, size));
    }
    return result;
  }

  long[] depthToSpace(long[] features) {
    long block = block();
    long[] result = features.clone();
    result[1] = Math.max(1, result[1] / Sizes.times(block, block));
    result[2] = Sizes.times(result[2], block);
    result[3] = Sizes.times(result[3], block);
    return result;
  }

  long[] spaceToDepth(long[] features) {
    long block = block();
    long[] result = features.clone();
    result[1] = Sizes.times(result[1], Sizes.times(block, block));
    result[2] = Math.max(1, result[2] / block);
    result[3] = Math.max(1, result[3] / block);
    return result;
  }

  private long block() {
    return Math.max(1, attributes.integer("blocksize", 1));
  }

  private long before(long[] shape, int axis) {
    return setting("pads", axis - 2, 0);
  }

  private long after(long[] shape, int axis) {
    return setting("pads", axis - 2 + shape.length - 2, 0);
  }

  private long window(long kernel, int axis) {
    return Sizes.plus(Sizes.times(kernel - 1, setting("dilations", axis - 2, 1)), 1);
  }

  private long setting(String attribute, int index, long otherwise) {
    Optional<List<Long>> values = attributes.integers(attribute);
    return values.isPresent() && !values.get().isEmpty() ? values.get().get(index) : otherwise;
  }
}
