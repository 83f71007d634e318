package studio.anycost.export.checkpoint;

import java.nio.ByteBuffer;

/** The element types of a storage that can be read, under PyTorch's names. */
public enum ElementType {
  /** IEEE 754 single precision. */
  FLOAT32("float32", "FloatStorage", Float.BYTES) {
    @Override
    float read(ByteBuffer bytes) {
      return bytes.getFloat();
    }
  },
  /** IEEE 754 half precision. */
  FLOAT16("float16", "HalfStorage", Short.BYTES) {
    @Override
    float read(ByteBuffer bytes) {
      return halfToFloat(bytes.getShort());
    }
  },
  /** The upper half of a single precision number. */
  BFLOAT16("bfloat16", "BFloat16Storage", Short.BYTES) {
    @Override
    float read(ByteBuffer bytes) {
      return Float.intBitsToFloat(bytes.getShort() << 16);
    }
  },
  /** IEEE 754 double precision. */
  FLOAT64("float64", "DoubleStorage", Double.BYTES) {
    @Override
    float read(ByteBuffer bytes) {
      return (float) bytes.getDouble();
    }
  },
  /** Signed 64-bit integer. */
  INT64("int64", "LongStorage", Long.BYTES) {
    @Override
    float read(ByteBuffer bytes) {
      return bytes.getLong();
    }
  },
  /** Signed 32-bit integer. */
  INT32("int32", "IntStorage", Integer.BYTES) {
    @Override
    float read(ByteBuffer bytes) {
      return bytes.getInt();
    }
  },
  /** Signed 16-bit integer. */
  INT16("int16", "ShortStorage", Short.BYTES) {
    @Override
    float read(ByteBuffer bytes) {
      return bytes.getShort();
    }
  },
  /** Signed 8-bit integer. */
  INT8("int8", "CharStorage", Byte.BYTES) {
    @Override
    float read(ByteBuffer bytes) {
      return bytes.get();
    }
  },
  /** Unsigned 8-bit integer. */
  UINT8("uint8", "ByteStorage", Byte.BYTES) {
    @Override
    float read(ByteBuffer bytes) {
      return bytes.get() & 0xff;
    }
  },
  /** One byte; 0 is false and reads as 0, anything else is true and reads as 1. */
  BOOL("bool", "BoolStorage", Byte.BYTES) {
    @Override
    float read(ByteBuffer bytes) {
      return bytes.get() == 0 ? 0f : 1f;
    }
  };

  private final String torchName;
  private final String storageClass;
  private final int byteCount;

  ElementType(String torchName, String storageClass, int byteCount) {
    this.torchName = torchName;
    this.storageClass = storageClass;
    this.byteCount = byteCount;
  }

  /** The name of the dtype without its module, for example {@code float32}. */
  public String torchName() {
    return torchName;
  }

  /** Bytes of one element. */
  public int byteCount() {
    return byteCount;
  }

  /** The class that a pickle names for a storage of this type, for example {@code FloatStorage}. */
  String storageClass() {
    return storageClass;
  }

  /**
   * The nearest float to the element at the buffer's position, which moves behind it. The buffer's
   * order is the file's.
   */
  abstract float read(ByteBuffer bytes);

  // Float.float16ToFloat came after Java 17.
  private static float halfToFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >>> 10) & 0x1f;
    int fraction = half & 0x3ff;
    if (exponent == 0) {
      float subnormal = fraction * 0x1p-24f;
      return sign == 0 ? subnormal : -subnormal;
    }
    int floatExponent = exponent == 0x1f ? 0xff : exponent - 15 + 127;
    return Float.intBitsToFloat(sign | floatExponent << 23 | fraction << 13);
  }
}
