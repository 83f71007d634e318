package studio.anycost.export.checkpoint;

import java.nio.ByteOrder;

/**
 * A dtype of NumPy while it is unpickled: made from its code, such as {@code f4}, and told the byte
 * order afterwards. Not thread-safe.
 */
final class NumpyType {
  private static final int STATE_ORDER = 1;
  private static final int STATE_SUBARRAY = 2;
  private static final int STATE_NAMES = 3;

  private final String code;
  private boolean plain = true;
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

  NumpyType(Object code) {
    this.code = code instanceof String text ? text : "";
  }

  /** The version, the byte order, and what only structured types have. */
  void takeState(Object[] state) {
    order = ">".equals(state[STATE_ORDER]) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    plain = state[STATE_SUBARRAY] == null && state[STATE_NAMES] == null;
  }

  ByteOrder order() {
    return order;
  }

  /** The element type; null if elements of this type are not read. */
  ElementType elementType() {
    if (!plain) {
      return null;
    }
    return switch (code) {
      case "f2" -> ElementType.FLOAT16;
      case "f4" -> ElementType.FLOAT32;
      case "f8" -> ElementType.FLOAT64;
      case "i1" -> ElementType.INT8;
      case "i2" -> ElementType.INT16;
      case "i4" -> ElementType.INT32;
      case "i8" -> ElementType.INT64;
      case "u1" -> ElementType.UINT8;
      case "b1" -> ElementType.BOOL;
      default -> null;
    };
  }
}
