package studio.anycost.export.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.anycost.models.io.InvalidFileException;
import studio.anycost.models.io.SafeTensorsHeader;

/**
 * An open safetensors file: a header of names, types and shapes, and then the data, which is read a
 * tensor at a time. Owns the file until closed; safe to read from any thread.
 */
final class SafeTensorsFile implements ElementSource, Closeable {
  private static final String NAME = "safetensors";

  private final RandomAccessFile file;
  private final SafeTensorsHeader header;

  private SafeTensorsFile(RandomAccessFile file, SafeTensorsHeader header) {
    this.file = file;
    this.header = header;
  }

  /**
   * Whether a file begins as one of this format.
   *
   * @param start the first nine bytes or more
   */
  static boolean isBegunBy(byte[] start, long fileBytes) {
    if (start.length <= SafeTensorsHeader.LENGTH_BYTES) {
      return false;
    }
    long length = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
    // A file that was cut is of this format too.
    boolean possible = length > 1 && length < Math.max(fileBytes, 1L << 32);
    return possible && start[SafeTensorsHeader.LENGTH_BYTES] == '{';
  }

  /**
   * Opens the file and reads its header.
   *
   * @throws MalformedCheckpointException if the header is damaged, or does not fit the file
   */
  static SafeTensorsFile open(Path path) throws IOException {
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
    try {
      byte[] start = new byte[SafeTensorsHeader.LENGTH_BYTES];
      file.readFully(start);
      int length = SafeTensorsHeader.length(start, file.length(), NAME);
      byte[] bytes = new byte[SafeTensorsHeader.LENGTH_BYTES + length];
      file.seek(0);
      file.readFully(bytes);
      return new SafeTensorsFile(file, SafeTensorsHeader.parse(bytes, length, file.length(), NAME));
    } catch (InvalidFileException e) {
      file.close();
      throw new MalformedCheckpointException(e.fault(), e);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** The texts beside the tensors by their names, unmodifiable. */
  Map<String, String> texts() {
    return header.metadata();
  }

  /**
   * The dictionary of all tensors.
   *
   * @throws MalformedCheckpointException if there are more, or larger ones, than are read
   */
  CheckpointDict root(CheckpointLimits limits, PickledValueConverter.TensorFactory tensors)
      throws MalformedCheckpointException {
    if (header.tensors().size() > limits.maxTensors()) {
      throw MalformedCheckpointException.tooLarge(
          "the file has more than %d tensors.".formatted(limits.maxTensors()));
    }
    Map<String, CheckpointValue> entries = new LinkedHashMap<>();
    for (Map.Entry<String, SafeTensorsHeader.Entry> named : header.tensors().entrySet()) {
      String name = named.getKey();
      SafeTensorsHeader.Entry entry = named.getValue();
      ElementType type = elementType(entry.dtype());
      entries.put(
          name,
          type == null
              ? new CheckpointUnread("the type " + entry.dtype(), CheckpointUnread.Kind.VALUE)
              : tensors.create(name, tensor(name, type, entry, limits), this));
    }
    return new CheckpointDict(entries);
  }

  private static PickledTensor tensor(
      String name, ElementType type, SafeTensorsHeader.Entry entry, CheckpointLimits limits)
      throws MalformedCheckpointException {
    long count = (entry.end() - entry.begin()) / type.byteCount();
    List<Long> shape = new ArrayList<>();
    List<Long> strides = new ArrayList<>();
    long stride = 1;
    for (int axis = entry.shape().length - 1; axis >= 0; axis--) {
      shape.add(0, entry.shape()[axis]);
      strides.add(0, stride);
      stride *= Math.max(1, entry.shape()[axis]);
    }
    return new PickledTensor(
        new StorageClaim(name, type, count),
        type,
        TensorLayout.of(0, shape, strides, count, limits));
  }

  private static ElementType elementType(String dtype) {
    return switch (dtype) {
      case "F64" -> ElementType.FLOAT64;
      case "F32" -> ElementType.FLOAT32;
      case "F16" -> ElementType.FLOAT16;
      case "BF16" -> ElementType.BFLOAT16;
      case "I64" -> ElementType.INT64;
      case "I32" -> ElementType.INT32;
      case "I16" -> ElementType.INT16;
      case "I8" -> ElementType.INT8;
      case "U8" -> ElementType.UINT8;
      case "BOOL" -> ElementType.BOOL;
      default -> null;
    };
  }

  @Override
  public InputStream open(StorageClaim claim, long byteOffset) {
    long begin = header.dataStart() + header.tensors().get(claim.key()).begin();
    return new SharedFileStream(file, begin + byteOffset);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
