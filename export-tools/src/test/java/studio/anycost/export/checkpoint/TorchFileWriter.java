package studio.anycost.export.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes files as {@code torch.save} does, for tests. A root is built of plain Java values:
 *
 * <pre>{@code
 * Map<String, TorchTensor> weights = new LinkedHashMap<>();
 * weights.put("fc.weight", TorchTensor.of(new long[] {2, 3}, 1, 2, 3, 4, 5, 6));
 * TorchFileWriter.writeZip(file, Map.of("state_dict", weights, "epoch", 3));
 * }</pre>
 *
 * Maps become OrderedDicts, lists lists, arrays tuples, null None; {@link TorchTensor} says what
 * tensors can be.
 */
public final class TorchFileWriter {
  private static final String ARCHIVE = "archive";
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);

  private TorchFileWriter() {}

  /** Writes the zip format, little-endian. */
  public static Path writeZip(Path file, Object root) {
    return writeZip(file, root, ByteOrder.LITTLE_ENDIAN);
  }

  /** Writes the zip format. */
  public static Path writeZip(Path file, Object root, ByteOrder order) {
    return writeEntries(file, zipEntries(root, order), ZipEntry.STORED);
  }

  /** Writes the legacy format, which is always little-endian. */
  public static Path writeLegacy(Path file, Object root) {
    TorchStorageKeys storages = new TorchStorageKeys();
    byte[] pickle = new PickleWriter(storages, true).value(root).stop();
    return writeLegacy(file, pickle, storages.inOrder());
  }

  /** Writes the legacy format around a pickle. */
  static Path writeLegacy(Path file, byte[] pickle, List<TorchStorage> storages) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new PickleWriter().value(MAGIC).stop());
    out.writeBytes(new PickleWriter().value(1001).stop());
    out.writeBytes(new PickleWriter().value(Map.of("little_endian", true)).stop());
    out.writeBytes(pickle);
    List<String> keys = new ArrayList<>();
    storages.forEach(storage -> keys.add(Integer.toString(keys.size())));
    out.writeBytes(new PickleWriter().value(keys).stop());
    for (TorchStorage storage : storages) {
      ByteBuffer count = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      out.writeBytes(count.putLong(storage.elementCount()).array());
      out.writeBytes(storage.encode(ByteOrder.LITTLE_ENDIAN));
    }
    return write(file, out.toByteArray());
  }

  /** The entries of the zip format, by name, to be changed at will. */
  static Map<String, byte[]> zipEntries(Object root, ByteOrder order) {
    TorchStorageKeys storages = new TorchStorageKeys();
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(ARCHIVE + "/data.pkl", new PickleWriter(storages, false).value(root).stop());
    String orderName = order == ByteOrder.LITTLE_ENDIAN ? "little" : "big";
    entries.put(ARCHIVE + "/byteorder", orderName.getBytes(StandardCharsets.UTF_8));
    for (TorchStorage storage : storages.inOrder()) {
      entries.put(ARCHIVE + "/data/" + storages.keyOf(storage), storage.encode(order));
    }
    entries.put(ARCHIVE + "/version", "3\n".getBytes(StandardCharsets.UTF_8));
    return entries;
  }

  /** Writes a zip with nothing but this object pickle. */
  static Path writePickle(Path file, byte[] pickle) {
    return writeEntries(file, Map.of(ARCHIVE + "/data.pkl", pickle), ZipEntry.STORED);
  }

  /** Writes a zip. */
  static Path writeEntries(Path file, Map<String, byte[]> entries, int method) {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> content : entries.entrySet()) {
        CRC32 crc = new CRC32();
        crc.update(content.getValue());
        ZipEntry entry = new ZipEntry(content.getKey());
        entry.setMethod(method);
        entry.setSize(content.getValue().length);
        entry.setCrc(crc.getValue());
        // A fixed time keeps the bytes the same from run to run.
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content.getValue());
        zip.closeEntry();
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(Path file, byte[] bytes) {
    try {
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
