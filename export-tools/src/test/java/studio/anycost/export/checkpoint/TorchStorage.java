package studio.anycost.export.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A storage to write. Tensors share it if they are given the same object.
 *
 * <p>Values are converted to the element type: to half and bfloat16 by cutting the fraction, to
 * whole numbers by cutting the part behind the point.
 */
public final class TorchStorage {
  private final ElementType type;
  private final float[] values;

  /** A storage of these values; the array is not copied. */
  public TorchStorage(ElementType type, float... values) {
    this.type = type;
    this.values = values;
  }

  /** The element type. */
  public ElementType type() {
    return type;
  }

  /** The number of elements. */
  public int elementCount() {
    return values.length;
  }

  /** The values before they are converted; not a copy. */
  public float[] values() {
    return values;
  }

  /** The data as it stands in a file. */
  public byte[] encode(ByteOrder order) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * type.byteCount()).order(order);
    for (float value : values) {
      switch (type) {
        case FLOAT32 -> bytes.putFloat(value);
        case FLOAT16 -> bytes.putShort(toHalf(value));
        case BFLOAT16 -> bytes.putShort((short) (Float.floatToRawIntBits(value) >>> 16));
        case FLOAT64 -> bytes.putDouble(value);
        case INT64 -> bytes.putLong((long) value);
        case INT32 -> bytes.putInt((int) value);
        case INT16 -> bytes.putShort((short) value);
        case INT8, UINT8, BOOL -> bytes.put((byte) (int) value);
      }
    }
    return bytes.array();
  }

  private static short toHalf(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    int exponent = Math.getExponent(value);
    if (Float.isNaN(value)) {
      return (short) (sign | 0x7e00);
    }
    if (exponent > 15) {
      return (short) (sign | 0x7c00);
    }
    if (exponent < -14) {
      return (short) (sign | (int) (Math.abs(value) * 0x1p24f));
    }
    return (short) (sign | exponent + 15 << 10 | bits >>> 13 & 0x3ff);
  }
}
