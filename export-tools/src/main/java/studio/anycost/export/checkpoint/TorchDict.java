package studio.anycost.export.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import studio.anycost.models.io.NpyArray;

/**
 * Writes a dictionary of float32 tensors as {@code torch.save} does: a zip of a pickle of protocol
 * 2 and one storage for each tensor. The same dictionary gives the same bytes.
 */
public final class TorchDict {
  private static final String ARCHIVE = "archive/";

  private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();

  private TorchDict() {}

  /** The bytes of a {@code .pt} file. */
  public static byte[] toBytes(Map<String, NpyArray> tensors) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("data.pkl", new TorchDict().pickled(tensors));
    entries.put("byteorder", "little".getBytes(StandardCharsets.US_ASCII));
    int key = 0;
    for (NpyArray tensor : tensors.values()) {
      ByteBuffer data =
          ByteBuffer.allocate(tensor.data().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      data.asFloatBuffer().put(tensor.data());
      entries.put("data/" + key++, data.array());
    }
    entries.put("version", "3\n".getBytes(StandardCharsets.US_ASCII));
    return zip(entries);
  }

  private byte[] pickled(Map<String, NpyArray> tensors) {
    op(PickleOpcode.PROTO).raw(2);
    op(PickleOpcode.EMPTY_DICT).op(PickleOpcode.MARK);
    int key = 0;
    for (Map.Entry<String, NpyArray> tensor : tensors.entrySet()) {
      text(tensor.getKey());
      tensor(key++, tensor.getValue());
    }
    op(PickleOpcode.SETITEMS).op(PickleOpcode.STOP);
    return pickle.toByteArray();
  }

  /** {@code _rebuild_tensor_v2(storage, offset, size, stride, requires_grad, hooks)}. */
  private void tensor(int key, NpyArray tensor) {
    int[] shape = tensor.shape();
    global("torch._utils", "_rebuild_tensor_v2").op(PickleOpcode.MARK);
    op(PickleOpcode.MARK).text("storage").global("torch", "FloatStorage");
    text(String.valueOf(key)).text("cpu").number(tensor.data().length);
    op(PickleOpcode.TUPLE).op(PickleOpcode.BINPERSID);
    number(0);
    op(PickleOpcode.MARK);
    for (int size : shape) {
      number(size);
    }
    op(PickleOpcode.TUPLE).op(PickleOpcode.MARK);
    for (int axis = 0; axis < shape.length; axis++) {
      int stride = 1;
      for (int later = axis + 1; later < shape.length; later++) {
        stride *= shape[later];
      }
      number(stride);
    }
    op(PickleOpcode.TUPLE).op(PickleOpcode.NEWFALSE);
    global("collections", "OrderedDict").op(PickleOpcode.EMPTY_TUPLE).op(PickleOpcode.REDUCE);
    op(PickleOpcode.TUPLE).op(PickleOpcode.REDUCE);
  }

  private TorchDict op(PickleOpcode opcode) {
    return raw(opcode.code());
  }

  private TorchDict raw(int value) {
    pickle.write(value);
    return this;
  }

  private TorchDict global(String module, String name) {
    op(PickleOpcode.GLOBAL);
    pickle.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  private TorchDict text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    op(PickleOpcode.BINUNICODE);
    pickle.writeBytes(fourBytes(utf8.length));
    pickle.writeBytes(utf8);
    return this;
  }

  private TorchDict number(int number) {
    op(PickleOpcode.BININT);
    pickle.writeBytes(fourBytes(number));
    return this;
  }

  private static byte[] fourBytes(int number) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }

  private static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> content : entries.entrySet()) {
        CRC32 sum = new CRC32();
        sum.update(content.getValue());
        ZipEntry entry = new ZipEntry(ARCHIVE + content.getKey());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.getValue().length);
        entry.setCrc(sum.getValue());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written to a disk
    }
    return bytes.toByteArray();
  }
}
