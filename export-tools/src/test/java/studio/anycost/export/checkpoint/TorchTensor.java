package studio.anycost.export.checkpoint;

/**
 * A tensor to write: a view of a storage.
 *
 * @param storage the storage, which other tensors may share
 * @param offset index of the first element
 * @param shape sizes, outermost axis first
 * @param strides distances between neighbours along each axis, in elements
 * @param parameter whether it is wrapped as a parameter
 */
public record TorchTensor(
    TorchStorage storage, long offset, long[] shape, long[] strides, boolean parameter) {

  /** A contiguous float32 tensor with its own storage. */
  public static TorchTensor of(long[] shape, float... values) {
    return of(ElementType.FLOAT32, shape, values);
  }

  /** A contiguous tensor with its own storage. */
  public static TorchTensor of(ElementType type, long[] shape, float... values) {
    long count = 1;
    for (long size : shape) {
      count *= size;
    }
    if (count != values.length) {
      throw new IllegalArgumentException(values.length + " values do not fill the shape");
    }
    return new TorchTensor(
        new TorchStorage(type, values), 0, shape, contiguousStrides(shape), false);
  }

  /** A view of a storage, checked by nobody. */
  public static TorchTensor view(TorchStorage storage, long offset, long[] shape, long... strides) {
    return new TorchTensor(storage, offset, shape, strides, false);
  }

  /** This tensor, wrapped as a parameter. */
  public TorchTensor asParameter() {
    return new TorchTensor(storage, offset, shape, strides, true);
  }

  private static long[] contiguousStrides(long[] shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape[axis];
    }
    return strides;
  }
}
