package studio.anycost.models.io;

import java.nio.ByteBuffer;

/** The kinds of floating-point numbers that files hold; all of them are read as float32. */
enum FloatType {
  FLOAT16(Short.BYTES) {
    @Override
    float next(ByteBuffer in) {
      return HalfFloat.toFloat(in.getShort());
    }
  },
  FLOAT32(Float.BYTES) {
    @Override
    float next(ByteBuffer in) {
      return in.getFloat();
    }

    @Override
    float[] read(ByteBuffer in, int count) {
      float[] values = new float[count];
      in.asFloatBuffer().get(values);
      in.position(in.position() + count * Float.BYTES);
      return values;
    }
  },
  FLOAT64(Double.BYTES) {
    @Override
    float next(ByteBuffer in) {
      return (float) in.getDouble();
    }
  };

  private final int bytes;

  FloatType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one number. */
  int bytes() {
    return bytes;
  }

  /** The float that is nearest to the number at the buffer's position, which moves behind it. */
  abstract float next(ByteBuffer in);

  /** The next numbers, in their order; as many as asked for must be there. */
  float[] read(ByteBuffer in, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = next(in);
    }
    return values;
  }
}
