package studio.anycost.export.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A tensor of an open checkpoint. Name, shape and type are known at once and for good; the data is
 * read from the file each time it is asked for, which is possible until the {@link TorchCheckpoint}
 * is closed.
 *
 * <p>Immutable, and safe to use from any thread. Two tensors are equal if they are the same object.
 */
public final class CheckpointTensor implements CheckpointValue {
  /** A multiple of every element's size. */
  private static final int CHUNK_BYTES = 1 << 18;

  /** Arrays of a few more elements fail on common virtual machines. */
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final Path file;
  private final CheckpointContainer container;
  private final String name;
  private final PickledTensor tensor;

  CheckpointTensor(Path file, CheckpointContainer container, String name, PickledTensor tensor) {
    this.file = file;
    this.container = container;
    this.name = Objects.requireNonNull(name);
    this.tensor = tensor;
  }

  /** This tensor under another name. */
  CheckpointTensor named(String newName) {
    return new CheckpointTensor(file, container, newName, tensor);
  }

  /**
   * In a {@link TensorTable} the name within the table, for example {@code
   * convs.3.conv.modulation.weight}. In the tree of {@link TorchCheckpoint#root()} the key, or the
   * index in its list, under which this object stands.
   */
  public String name() {
    return name;
  }

  /** Sizes of the axes, outermost first; empty for a single number. Unmodifiable. */
  public List<Long> shape() {
    return tensor.layout().shape();
  }

  /** The type of the elements in the file. */
  public ElementType type() {
    return tensor.type();
  }

  /** The product of the shape. */
  public long elementCount() {
    return tensor.layout().elementCount();
  }

  /**
   * Reads the elements, converted to float, into a new array in row-major order, whatever their
   * order in the file. Blocks while it reads. Takes 4 bytes for every element, and for a tensor
   * that is not contiguous also the bytes from its first to its last element for the time of the
   * call. Values are given as they are, infinite ones and NaN too; there are no checksums.
   *
   * @throws CheckpointException if the file cannot be read any more, the checkpoint is closed, or
   *     the tensor is too large for an array
   */
  public float[] toFloatArray() throws CheckpointException {
    try {
      TensorLayout layout = tensor.layout();
      if (layout.elementCount() > LARGEST_ARRAY) {
        throw new MalformedCheckpointException(
            "it has %d elements, more than an array can hold.".formatted(layout.elementCount()));
      }
      if (layout.elementCount() == 0) {
        return new float[0];
      }
      long first = Math.multiplyExact(layout.offset(), (long) type().byteCount());
      try (InputStream in = container.open(tensor.storage(), first)) {
        return layout.isContiguous() ? readContiguous(in) : readStrided(in);
      }
    } catch (IOException e) {
      throw new CheckpointException(
          file, "tensor '" + Printable.of(name) + "' cannot be read: " + e.getMessage(), e);
    }
  }

  private float[] readContiguous(InputStream in) throws IOException {
    float[] values = new float[(int) elementCount()];
    ByteBuffer chunk =
        ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, elementCount() * type().byteCount()))
            .order(container.byteOrder());
    for (int done = 0; done < values.length; ) {
      int count = Math.min(chunk.capacity() / type().byteCount(), values.length - done);
      chunk.clear().limit(count * type().byteCount());
      fill(in, chunk);
      for (int end = done + count; done < end; done++) {
        values[done] = type().read(chunk);
      }
    }
    return values;
  }

  private float[] readStrided(InputStream in) throws IOException {
    long spanBytes = tensor.layout().span() * type().byteCount();
    if (spanBytes > LARGEST_ARRAY) {
      throw new MalformedCheckpointException(
          "its elements lie scattered over %d bytes. Save it as contiguous.".formatted(spanBytes));
    }
    ByteBuffer span = ByteBuffer.allocate((int) spanBytes).order(container.byteOrder());
    fill(in, span);
    float[] values = new float[(int) elementCount()];
    TensorLayout.PositionWalk positions = tensor.layout().positions();
    for (int i = 0; i < values.length; i++) {
      span.position((int) positions.next() * type().byteCount());
      values[i] = type().read(span);
    }
    return values;
  }

  private static void fill(InputStream in, ByteBuffer target) throws IOException {
    int wanted = target.remaining();
    if (in.readNBytes(target.array(), 0, wanted) < wanted) {
      throw new MalformedCheckpointException("the file has been cut since it was opened.");
    }
  }

  /** Name, type and shape, for messages. */
  @Override
  public String toString() {
    return name + " " + type().torchName() + shape();
  }
}
