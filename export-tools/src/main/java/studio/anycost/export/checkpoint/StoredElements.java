package studio.anycost.export.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The elements of a tensor in an open file, or in a piece of one.
 *
 * @param source of the bytes, owned by the checkpoint
 */
record StoredElements(ElementSource source, PickledTensor tensor)
    implements CheckpointTensor.Elements {
  /** A multiple of every element's size. */
  private static final int CHUNK_BYTES = 1 << 18;

  @Override
  public float[] read() throws IOException {
    TensorLayout layout = tensor.layout();
    long first = Math.multiplyExact(layout.offset(), (long) byteCount());
    try (InputStream in = source.open(tensor.storage(), first)) {
      return layout.isContiguous() ? readContiguous(in) : readStrided(in);
    }
  }

  private int byteCount() {
    return tensor.type().byteCount();
  }

  private float[] readContiguous(InputStream in) throws IOException {
    long count = tensor.layout().elementCount();
    float[] values = new float[(int) count];
    ByteBuffer chunk =
        ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, count * byteCount()))
            .order(source.byteOrder());
    for (int done = 0; done < values.length; ) {
      int part = Math.min(chunk.capacity() / byteCount(), values.length - done);
      chunk.clear().limit(part * byteCount());
      fill(in, chunk);
      for (int end = done + part; done < end; done++) {
        values[done] = tensor.type().read(chunk);
      }
    }
    return values;
  }

  private float[] readStrided(InputStream in) throws IOException {
    long spanBytes = tensor.layout().span() * byteCount();
    if (spanBytes > CheckpointTensor.LARGEST_ARRAY) {
      throw new MalformedCheckpointException(
          "its elements lie scattered over %d bytes. Save it as contiguous.".formatted(spanBytes));
    }
    ByteBuffer span = ByteBuffer.allocate((int) spanBytes).order(source.byteOrder());
    fill(in, span);
    float[] values = new float[(int) tensor.layout().elementCount()];
    TensorLayout.PositionWalk positions = tensor.layout().positions();
    for (int i = 0; i < values.length; i++) {
      span.position((int) positions.next() * byteCount());
      values[i] = tensor.type().read(span);
    }
    return values;
  }

  private static void fill(InputStream in, ByteBuffer target) throws IOException {
    int wanted = target.remaining();
    if (in.readNBytes(target.array(), 0, wanted) < wanted) {
      throw MalformedCheckpointException.damaged("the file has been cut since it was opened.");
    }
  }
}
