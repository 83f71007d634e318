package studio.anycost.export.checkpoint;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Emits pickle operations of protocol 2 one by one, and values made of them. Nothing is checked, so
 * that tests can write what no Python would.
 */
final class PickleWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final TorchStorageKeys storages;
  private final boolean legacy;

  /** Writes the values of one file; the keys of their storages are collected. */
  PickleWriter(TorchStorageKeys storages, boolean legacy) {
    this.storages = storages;
    this.legacy = legacy;
    op(PickleOpcode.PROTO).raw(2);
  }

  /** Writes operations without storages. */
  PickleWriter() {
    this(new TorchStorageKeys(), false);
  }

  /** Ends the pickle. */
  byte[] stop() {
    op(PickleOpcode.STOP);
    return out.toByteArray();
  }

  /** What was written so far, without an end. */
  byte[] unfinished() {
    return out.toByteArray();
  }

  PickleWriter op(PickleOpcode opcode) {
    return raw(opcode.code());
  }

  PickleWriter raw(int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
    return this;
  }

  /** A length or index of the given number of bytes. */
  PickleWriter number(long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >>> 8 * i));
    }
    return this;
  }

  PickleWriter text(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  PickleWriter global(String module, String name) {
    return op(PickleOpcode.GLOBAL).text(module + "\n" + name + "\n");
  }

  /**
   * A value: a {@link Map} (written as an OrderedDict), a {@link List}, an array (a tuple), a
   * {@link TorchTensor}, a {@link ForeignValue}, a {@link NumpyValue}, bytes, a string, a number, a
   * boolean, or null.
   */
  PickleWriter value(Object value) {
    if (value == null) {
      return op(PickleOpcode.NONE);
    } else if (value instanceof Boolean truth) {
      return op(truth ? PickleOpcode.NEWTRUE : PickleOpcode.NEWFALSE);
    } else if (value instanceof Integer number) {
      return op(PickleOpcode.BININT).number(number, Integer.BYTES);
    } else if (value instanceof Long number) {
      return op(PickleOpcode.LONG1).raw(Long.BYTES).number(number, Long.BYTES);
    } else if (value instanceof BigInteger number) {
      return bigNumber(number);
    } else if (value instanceof Double number) {
      out.write(PickleOpcode.BINFLOAT.code());
      out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
      return this;
    } else if (value instanceof String string) {
      byte[] utf8 = string.getBytes(StandardCharsets.UTF_8);
      return op(PickleOpcode.BINUNICODE).number(utf8.length, Integer.BYTES).text(string);
    } else if (value instanceof byte[] bytes) {
      op(PickleOpcode.BINBYTES).number(bytes.length, Integer.BYTES);
      out.writeBytes(bytes);
      return this;
    } else if (value instanceof ForeignValue foreign) {
      return foreign(foreign);
    } else if (value instanceof NumpyValue numpy) {
      return numpy.write(this);
    } else if (value instanceof TorchTensor tensor) {
      return tensor(tensor);
    } else if (value instanceof Map<?, ?> map) {
      return map(map);
    } else if (value instanceof List<?> items) {
      op(PickleOpcode.EMPTY_LIST).op(PickleOpcode.MARK);
      items.forEach(this::value);
      return op(PickleOpcode.APPENDS);
    } else if (value instanceof Object[] items) {
      return tuple(items);
    }
    throw new IllegalArgumentException("Cannot write a " + value.getClass());
  }

  PickleWriter tuple(Object... items) {
    op(PickleOpcode.MARK);
    for (Object item : items) {
      value(item);
    }
    return op(PickleOpcode.TUPLE);
  }

  /** Calls the class without arguments and sets its state. */
  private PickleWriter foreign(ForeignValue foreign) {
    global(foreign.module(), foreign.name()).op(PickleOpcode.EMPTY_TUPLE).op(PickleOpcode.NEWOBJ);
    return value(foreign.state()).op(PickleOpcode.BUILD);
  }

  private PickleWriter bigNumber(BigInteger number) {
    byte[] bigEndian = number.toByteArray();
    op(PickleOpcode.LONG1).raw(bigEndian.length);
    for (int i = bigEndian.length - 1; i >= 0; i--) {
      raw(bigEndian[i]);
    }
    return this;
  }

  private PickleWriter map(Map<?, ?> map) {
    emptyOrderedDict().op(PickleOpcode.MARK);
    map.forEach((key, value) -> value(key).value(value));
    return op(PickleOpcode.SETITEMS);
  }

  PickleWriter emptyOrderedDict() {
    return global("collections", "OrderedDict")
        .op(PickleOpcode.EMPTY_TUPLE)
        .op(PickleOpcode.REDUCE);
  }

  private PickleWriter tensor(TorchTensor tensor) {
    if (tensor.parameter()) {
      global("torch._utils", "_rebuild_parameter").op(PickleOpcode.MARK);
    }
    global("torch._utils", "_rebuild_tensor_v2").op(PickleOpcode.MARK);
    String key = storages.keyOf(tensor.storage());
    storage(tensor.storage().type().storageClass(), key, tensor.storage().elementCount());
    value(tensor.offset()).sizes(tensor.shape()).sizes(tensor.strides());
    value(false).emptyOrderedDict().op(PickleOpcode.TUPLE).op(PickleOpcode.REDUCE);
    if (tensor.parameter()) {
      value(true).emptyOrderedDict().op(PickleOpcode.TUPLE).op(PickleOpcode.REDUCE);
    }
    return this;
  }

  /** A reference to a storage. */
  PickleWriter storage(String storageClass, String key, long elementCount) {
    op(PickleOpcode.MARK).value("storage").global("torch", storageClass);
    value(key).value("cpu").value(elementCount);
    if (legacy) {
      value(null);
    }
    return op(PickleOpcode.TUPLE).op(PickleOpcode.BINPERSID);
  }

  private PickleWriter sizes(long[] sizes) {
    op(PickleOpcode.MARK);
    for (long size : sizes) {
      value(size);
    }
    return op(PickleOpcode.TUPLE);
  }
}
