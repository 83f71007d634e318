package studio.anycost.models.runtime;

import ai.onnxruntime.OnnxTensor;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import studio.anycost.api.model.StyleCode;

/**
 * Native input tensors for style codes, used over and over: direct buffers are freed by the garbage
 * collector alone, so a new one per render would let native memory grow. Owns the tensors.
 */
final class StyleUploads implements AutoCloseable {
  private final NativeLedger ledger;
  private final Deque<NativeTensor> free = new ArrayDeque<>();
  private boolean closed;

  StyleUploads(NativeLedger ledger) {
    this.ledger = ledger;
  }

  /** Writes a code into a tensor {@code [1, nStyles, styleDim]} that is free. */
  Lease upload(StyleCode code) throws IOException {
    NativeTensor tensor;
    synchronized (this) {
      tensor = free.pollLast();
    }
    if (tensor == null) {
      tensor = NativeTensor.writable(ledger, 1, code.count(), code.dimension());
    }
    tensor.write(code.toArray());
    return new Lease(tensor);
  }

  private synchronized void giveBack(NativeTensor tensor) {
    if (closed) {
      tensor.close();
    } else {
      free.addLast(tensor);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    free.forEach(NativeTensor::close);
    free.clear();
  }

  /** The use of one tensor by one render. */
  final class Lease implements AutoCloseable {
    private final NativeTensor tensor;

    private Lease(NativeTensor tensor) {
      this.tensor = tensor;
    }

    OnnxTensor tensor() {
      return tensor.tensor();
    }

    /** Called once. */
    @Override
    public void close() {
      giveBack(tensor);
    }
  }
}
