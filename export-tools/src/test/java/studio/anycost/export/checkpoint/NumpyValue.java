package studio.anycost.export.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An array or a number of NumPy to write, as NumPy pickles it.
 *
 * @param core the package of its functions, {@code numpy.core} or, since NumPy 2, {@code
 *     numpy._core}
 * @param shape sizes; null for a number
 * @param code of its type, such as {@code f4}
 * @param order of its bytes
 * @param fortran whether the data stands in column order
 * @param data as it stands in the file
 */
public record NumpyValue(
    String core, long[] shape, String code, ByteOrder order, boolean fortran, byte[] data) {

  /** An array of float64 or float32 values in the order of the file. */
  public static NumpyValue array(
      long[] shape, String code, ByteOrder order, boolean fortran, double... values) {
    int bytes = code.charAt(1) - '0';
    ByteBuffer data = ByteBuffer.allocate(values.length * bytes).order(order);
    for (double value : values) {
      if (bytes == Double.BYTES) {
        data.putDouble(value);
      } else {
        data.putFloat((float) value);
      }
    }
    return new NumpyValue("numpy.core", shape, code, order, fortran, data.array());
  }

  /** A float64. */
  public static NumpyValue number(double value) {
    byte[] data = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array();
    return new NumpyValue("numpy.core", null, "f8", ByteOrder.LITTLE_ENDIAN, false, data);
  }

  /** The same under the names of NumPy 2. */
  public NumpyValue ofNumpy2() {
    return new NumpyValue("numpy._core", shape, code, order, fortran, data);
  }

  PickleWriter write(PickleWriter pickle) {
    if (shape == null) {
      pickle.global(core + ".multiarray", "scalar").op(PickleOpcode.MARK);
      return type(pickle).value(data).op(PickleOpcode.TUPLE).op(PickleOpcode.REDUCE);
    }
    pickle.global(core + ".multiarray", "_reconstruct").op(PickleOpcode.MARK);
    pickle.global("numpy", "ndarray").tuple(0).value(new byte[] {'b'});
    pickle.op(PickleOpcode.TUPLE).op(PickleOpcode.REDUCE);
    pickle.op(PickleOpcode.MARK).value(1).op(PickleOpcode.MARK);
    for (long size : shape) {
      pickle.value((int) size);
    }
    type(pickle.op(PickleOpcode.TUPLE)).value(fortran).value(data);
    return pickle.op(PickleOpcode.TUPLE).op(PickleOpcode.BUILD);
  }

  private PickleWriter type(PickleWriter pickle) {
    pickle.global("numpy", "dtype").tuple(code, false, true).op(PickleOpcode.REDUCE);
    String sign = order == ByteOrder.BIG_ENDIAN ? ">" : "<";
    return pickle.tuple(3, sign, null, null, null, -1, -1, 0).op(PickleOpcode.BUILD);
  }
}
