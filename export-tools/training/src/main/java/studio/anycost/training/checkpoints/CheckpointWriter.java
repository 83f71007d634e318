package studio.anycost.training.checkpoints;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bytedeco.pytorch.Tensor;
import studio.anycost.training.tensors.Tensors;

/**
 * Writes checkpoints in the zip format of {@code torch.save}, which PyTorch 1.6 and later and
 * {@link studio.anycost.export.checkpoint.TorchCheckpoint} read.
 */
public final class CheckpointWriter {
  private static final String ARCHIVE = "archive/";
  private static final int BUFFER = 1 << 16;

  private CheckpointWriter() {}

  /**
   * Replaces a file by a checkpoint, in one step. Takes Java memory for one tensor at a time. The
   * same values give the same bytes.
   *
   * @param root of maps (dictionaries, in the order of the map), lists, arrays (tuples), tensors
   *     (written as float32), strings, whole numbers, doubles, booleans and null
   * @throws IOException with a sentence if the file cannot be written; the old one is still there
   */
  public static void write(Path file, Map<String, ?> root) throws IOException {
    PickleWriter pickle = new PickleWriter();
    byte[] data = pickle.pickle(root);
    List<Tensor> storages = pickle.storages();
    AtomicFiles.replace(
        file,
        out -> {
          ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out, BUFFER));
          add(zip, "data.pkl", data);
          add(zip, "byteorder", "little".getBytes(StandardCharsets.UTF_8));
          for (int i = 0; i < storages.size(); i++) {
            add(zip, "data/" + i, bytes(storages.get(i)));
          }
          add(zip, "version", "3\n".getBytes(StandardCharsets.UTF_8));
          zip.finish();
          zip.flush();
        });
  }

  private static byte[] bytes(Tensor tensor) {
    float[] values = Tensors.toArray(tensor);
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  // PyTorch maps what is not compressed, and weights hardly shrink.
  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(ARCHIVE + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
