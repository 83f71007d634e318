package studio.anycost.training.events;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * One value of one curve, as the fields of TensorBoard's {@code Event} message behind its time:
 * {@code step} and a {@code summary} of one value.
 *
 * @param step the place on the curve, from 0 on
 * @param tag the curve
 * @param kind the field of the value, encoded
 */
public record Event(long step, String tag, byte[] kind) {
  private static final int VARINT = 0;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;
  private static final int STEP = 2;
  private static final int SUMMARY = 5;
  private static final int VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;
  private static final int IMAGE = 4;
  private static final int RGB = 3;

  /** A number. */
  public static Event number(long step, String tag, double value) {
    ByteArrayOutputStream kind = new ByteArrayOutputStream();
    varint(kind, SIMPLE_VALUE << 3 | FIXED32);
    kind.writeBytes(
        ByteBuffer.allocate(Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putFloat((float) value)
            .array());
    return new Event(step, tag, kind.toByteArray());
  }

  /** A picture of three colours. */
  public static Event picture(long step, String tag, int width, int height, byte[] png) {
    ByteArrayOutputStream image = new ByteArrayOutputStream();
    number(image, 1, height);
    number(image, 2, width);
    number(image, 3, RGB);
    message(image, 4, png);
    ByteArrayOutputStream kind = new ByteArrayOutputStream();
    message(kind, IMAGE, image.toByteArray());
    return new Event(step, tag, kind.toByteArray());
  }

  /** Step and summary. */
  byte[] fields() {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    message(value, TAG, tag.getBytes(StandardCharsets.UTF_8));
    value.writeBytes(kind);
    ByteArrayOutputStream summary = new ByteArrayOutputStream();
    message(summary, VALUE, value.toByteArray());
    ByteArrayOutputStream fields = new ByteArrayOutputStream();
    number(fields, STEP, step);
    message(fields, SUMMARY, summary.toByteArray());
    return fields.toByteArray();
  }

  static void message(ByteArrayOutputStream out, int field, byte[] content) {
    varint(out, field << 3 | BYTES);
    varint(out, content.length);
    out.writeBytes(content);
  }

  private static void number(ByteArrayOutputStream out, int field, long value) {
    varint(out, field << 3 | VARINT);
    varint(out, value);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long left = value;
    while ((left & ~0x7fL) != 0) {
      out.write((int) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }
}
