package studio.anycost.app.photo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** Writes TIFF files of one strip, tag by tag. */
final class Tiff {
  private record Value(int type, int count, byte[] bytes) {}

  private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1};

  private final ByteOrder order;
  private final Map<Integer, Value> values = new TreeMap<>();
  private byte[] strip = {};

  Tiff(boolean littleEndian) {
    order = littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
  }

  /** A picture without compression; samples of 8 or 16 bits, pixel by pixel. */
  static Tiff picture(
      boolean littleEndian, int width, int height, int photometric, int bits, int... samples) {
    Tiff tiff = new Tiff(littleEndian);
    int bands = samples.length / (width * height);
    ByteBuffer data = ByteBuffer.allocate(samples.length * bits / 8).order(tiff.order);
    for (int sample : samples) {
      if (bits == 8) {
        data.put((byte) sample);
      } else {
        data.putShort((short) sample);
      }
    }
    int[] allBits = new int[bands];
    java.util.Arrays.fill(allBits, bits);
    tiff.strip = data.array();
    return tiff.shortValue(256, width)
        .shortValue(257, height)
        .shortValue(258, allBits)
        .shortValue(259, 1)
        .shortValue(262, photometric)
        .shortValue(277, bands)
        .shortValue(278, height);
  }

  Tiff shortValue(int tag, int... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * numbers.length).order(order);
    for (int number : numbers) {
      bytes.putShort((short) number);
    }
    return raw(tag, 3, numbers.length, bytes.array());
  }

  Tiff longValue(int tag, long number) {
    return raw(tag, 4, 1, ByteBuffer.allocate(4).order(order).putInt((int) number).array());
  }

  Tiff undefined(int tag, byte[] bytes) {
    return raw(tag, 7, bytes.length, bytes);
  }

  /** A value of some type, or a claim of one: up to four bytes stand in the place of the value. */
  Tiff raw(int tag, int type, int count, byte[] bytes) {
    values.put(tag, new Value(type, count, bytes));
    return this;
  }

  byte[] bytes() {
    if (strip.length > 0) {
      longValue(273, 0);
      longValue(279, strip.length);
    }
    int directory = 8;
    int data = directory + 2 + 12 * values.size() + 4;
    int size = data + strip.length;
    for (Value value : values.values()) {
      size += value.bytes().length;
    }
    if (strip.length > 0) {
      longValue(273, data);
    }
    ByteBuffer file = ByteBuffer.allocate(size).order(order);
    file.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M')).put(file.get(0));
    file.putShort((short) 42).putInt(directory).putShort((short) values.size());
    int at = data + strip.length;
    for (var entry : values.entrySet()) {
      Value value = entry.getValue();
      file.putShort((short) (int) entry.getKey()).putShort((short) value.type());
      file.putInt(value.count());
      if ((long) value.count() * SIZES[value.type()] <= 4 || value.bytes().length <= 4) {
        file.put(java.util.Arrays.copyOf(value.bytes(), 4));
      } else {
        file.putInt(at);
        file.put(at, value.bytes());
        at += value.bytes().length;
      }
    }
    file.putInt(0);
    file.put(data, strip);
    return file.array();
  }
}
