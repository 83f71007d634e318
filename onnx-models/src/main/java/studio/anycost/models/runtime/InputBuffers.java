package studio.anycost.models.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import studio.anycost.api.compute.FloatTensor;

/**
 * Direct buffers that the inputs of networks are written into, used over and over: direct memory is
 * freed by the garbage collector alone, so a new buffer per run would let native memory grow.
 */
final class InputBuffers {
  /** What is kept between runs: a batch of sixteen pictures of 256 px is 12 MiB. */
  static final long MOST_KEPT = 64L << 20;

  private static final int SMALLEST = 1 << 12;

  private final NativeLedger ledger;
  private final Deque<ByteBuffer> free = new ArrayDeque<>();
  private long kept;

  InputBuffers(NativeLedger ledger) {
    this.ledger = ledger;
  }

  /** Native tensors with these values, by the same names; the caller closes them. */
  InputTensors write(Map<String, FloatTensor> inputs) throws InferenceException {
    InputTensors tensors = new InputTensors(this);
    try {
      for (Map.Entry<String, FloatTensor> input : inputs.entrySet()) {
        FloatTensor values = input.getValue();
        ByteBuffer buffer = take(values.count() * Float.BYTES);
        FloatBuffer part = buffer.asFloatBuffer().limit(values.count());
        values.copyTo(part.duplicate());
        tensors.add(input.getKey(), buffer, NativeTensor.over(ledger, part, values.shape()));
      }
      return tensors;
    } catch (InferenceException | RuntimeException e) {
      tensors.close();
      throw e;
    }
  }

  /** A free buffer that is large enough but no waste, or a new one. */
  private ByteBuffer take(int bytes) {
    synchronized (this) {
      Iterator<ByteBuffer> iterator = free.iterator();
      while (iterator.hasNext()) {
        ByteBuffer buffer = iterator.next();
        if (buffer.capacity() >= bytes && buffer.capacity() / 4 <= Math.max(bytes, SMALLEST)) {
          iterator.remove();
          kept -= buffer.capacity();
          return buffer;
        }
      }
    }
    return ByteBuffer.allocateDirect(Math.max(bytes, SMALLEST)).order(ByteOrder.nativeOrder());
  }

  /** Keeps it for a later run; what is over the limit goes, the longest unused first. */
  synchronized void giveBack(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      free.addFirst(buffer);
      kept += buffer.capacity();
    }
    while (kept > MOST_KEPT) {
      kept -= free.removeLast().capacity();
    }
  }

  /** Bytes that are kept and free. */
  synchronized long keptBytes() {
    return kept;
  }
}
