package studio.anycost.training.checkpoints;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import studio.anycost.training.tensors.Tensors;

/** Writes values as a pickle of protocol 2 that names each tensor's storage by its number. */
final class PickleWriter {
  private static final int MARK = '(';
  private static final int TUPLE = 't';
  private static final int EMPTY_DICT = '}';
  private static final int SETITEMS = 'u';

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Tensor> storages = new ArrayList<>();

  /** The tensors met so far, in the order of their storages' numbers. */
  List<Tensor> storages() {
    return storages;
  }

  /**
   * Pickles one value.
   *
   * @throws IllegalArgumentException if it holds something that has no place in a checkpoint
   */
  byte[] pickle(Object root) {
    out.write(0x80);
    out.write(2);
    value(root);
    out.write('.');
    return out.toByteArray();
  }

  private void value(Object value) {
    if (value instanceof Map<?, ?> map) {
      out.write(EMPTY_DICT);
      out.write(MARK);
      map.forEach(
          (key, item) -> {
            value(key);
            value(item);
          });
      out.write(SETITEMS);
    } else if (value instanceof List<?> list) {
      out.write(']');
      out.write(MARK);
      list.forEach(this::value);
      out.write('e');
    } else if (value instanceof Object[] tuple) {
      out.write(MARK);
      for (Object item : tuple) {
        value(item);
      }
      out.write(TUPLE);
    } else if (value instanceof Tensor tensor) {
      tensor(tensor);
    } else {
      plain(value);
    }
  }

  private void plain(Object value) {
    if (value == null) {
      out.write('N');
    } else if (value instanceof Boolean truth) {
      out.write(truth ? 0x88 : 0x89);
    } else if (value instanceof Integer number) {
      whole(number);
    } else if (value instanceof Long number) {
      whole(number);
    } else if (value instanceof Double number) {
      out.write('G');
      out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
    } else if (value instanceof String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      out.write('X');
      little(utf8.length, Integer.BYTES);
      out.writeBytes(utf8);
    } else {
      throw new IllegalArgumentException(value + " has no place in a checkpoint.");
    }
  }

  private void whole(long number) {
    if (number == (int) number) {
      out.write('J');
      little(number, Integer.BYTES);
    } else {
      out.write(0x8a);
      out.write(Long.BYTES);
      little(number, Long.BYTES);
    }
  }

  private void little(long number, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (number >>> 8 * i));
    }
  }

  /** A contiguous float32 tensor with a storage of its own. */
  private void tensor(Tensor tensor) {
    long[] shape = Tensors.shape(tensor);
    global("torch._utils", "_rebuild_tensor_v2");
    out.write(MARK);
    out.write(MARK);
    plain("storage");
    global("torch", "FloatStorage");
    plain(Integer.toString(storages.size()));
    plain("cpu");
    plain(tensor.numel());
    out.write(TUPLE);
    out.write('Q');
    plain(0);
    sizes(shape);
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape[axis];
    }
    sizes(strides);
    plain(false);
    global("collections", "OrderedDict");
    out.write(')');
    out.write('R');
    out.write(TUPLE);
    out.write('R');
    storages.add(tensor);
  }

  private void sizes(long[] sizes) {
    out.write(MARK);
    for (long size : sizes) {
      plain(size);
    }
    out.write(TUPLE);
  }

  private void global(String module, String name) {
    out.write('c');
    out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
