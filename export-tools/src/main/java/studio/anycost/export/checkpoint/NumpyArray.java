package studio.anycost.export.checkpoint;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * An array of NumPy while it is unpickled: made empty, and given its content afterwards. The bytes
 * stay those of the pickle. One that cannot be read, such as an array of objects, stays empty. Not
 * thread-safe until it has its content.
 */
final class NumpyArray implements ElementSource {
  /** Where in the state the bytes are. */
  static final int STATE_DATA = 4;

  private static final int STATE_SHAPE = 1;
  private static final int STATE_TYPE = 2;
  private static final int STATE_FORTRAN = 3;

  private byte[] data;
  private ByteOrder order;
  private PickledTensor tensor;

  private NumpyArray() {}

  /** An empty array; something unread if it is not of NumPy's own class. */
  static Object of(Object arrayClass) {
    return arrayClass instanceof TorchGlobal.ArrayClass
        ? new NumpyArray()
        : new UnreadObject("numpy.ndarray");
  }

  /** An array from its bytes, type, shape and order. */
  static NumpyArray fromBuffer(Object[] arguments, CheckpointLimits limits)
      throws MalformedCheckpointException {
    NumpyArray array = new NumpyArray();
    array.fill(arguments[2], arguments[1], "F".equals(arguments[3]), arguments[0], limits);
    return array;
  }

  /** A single number, as a plain value; arguments: its type and bytes. */
  static Object scalar(Object[] arguments) {
    ElementType type = arguments[0] instanceof NumpyType numpy ? numpy.elementType() : null;
    byte[] bytes = arguments.length > 1 ? bytes(arguments[1]) : null;
    if (type == null || bytes == null || bytes.length != type.byteCount()) {
      return new UnreadObject("numpy.generic");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(((NumpyType) arguments[0]).order());
    return switch (type) {
      case FLOAT64 -> buffer.getDouble();
      case FLOAT32, FLOAT16, BFLOAT16 -> (double) type.read(buffer);
      case INT64 -> buffer.getLong();
      case INT32, INT16, INT8, UINT8 -> (long) type.read(buffer);
      case BOOL -> type.read(buffer) != 0;
    };
  }

  /** The version, shape, type, whether columns come first, and the bytes. */
  void takeState(Object[] state, CheckpointLimits limits) throws MalformedCheckpointException {
    fill(
        state[STATE_SHAPE],
        state[STATE_TYPE],
        Boolean.TRUE.equals(state[STATE_FORTRAN])
            || Integer.valueOf(1).equals(state[STATE_FORTRAN]),
        state[STATE_DATA],
        limits);
  }

  private void fill(
      Object sizes, Object numpyType, boolean fortran, Object content, CheckpointLimits limits)
      throws MalformedCheckpointException {
    ElementType type = numpyType instanceof NumpyType numpy ? numpy.elementType() : null;
    byte[] bytes = bytes(content);
    if (type == null || bytes == null) {
      return;
    }
    List<Long> shape = TensorBuilder.wholeNumbers(sizes, limits);
    StorageClaim claim = new StorageClaim("numpy", type, bytes.length / type.byteCount());
    order = ((NumpyType) numpyType).order();
    data = bytes;
    TensorLayout layout =
        TensorLayout.of(0, shape, strides(shape, fortran), claim.elementCount(), limits);
    tensor = new PickledTensor(claim, type, layout);
  }

  private static List<Long> strides(List<Long> shape, boolean fortran)
      throws MalformedCheckpointException {
    Long[] strides = new Long[shape.size()];
    long stride = 1;
    try {
      for (int i = 0; i < strides.length; i++) {
        int axis = fortran ? i : strides.length - 1 - i;
        strides[axis] = stride;
        stride = Math.multiplyExact(stride, Math.max(1, shape.get(axis)));
      }
    } catch (ArithmeticException e) {
      throw MalformedCheckpointException.damaged("an array is larger than any file.", e);
    }
    return List.of(strides);
  }

  private static byte[] bytes(Object content) {
    return content instanceof byte[] bytes ? bytes : null;
  }

  /** What describes it; null if it cannot be read. */
  PickledTensor tensor() {
    return tensor;
  }

  @Override
  public ByteOrder byteOrder() {
    return order;
  }

  @Override
  public InputStream open(StorageClaim claim, long byteOffset) {
    int from = (int) byteOffset;
    return new ByteArrayInputStream(data, from, data.length - from);
  }
}
