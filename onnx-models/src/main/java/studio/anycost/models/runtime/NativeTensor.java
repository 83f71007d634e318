package studio.anycost.models.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtUtil;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import studio.anycost.models.words.Texts;

/** A float32 tensor in native memory with one owner: whoever closes it. Closing twice is safe. */
final class NativeTensor implements AutoCloseable {
  private final NativeLedger.Entry entry;
  private final OnnxTensor tensor;
  private final FloatBuffer buffer;

  private NativeTensor(NativeLedger.Entry entry, OnnxTensor tensor, FloatBuffer buffer) {
    this.entry = entry;
    this.tensor = tensor;
    this.buffer = buffer;
  }

  /**
   * A tensor to keep for long, whose memory belongs to ONNX Runtime and is free right after
   * closing. (A direct buffer would wait for the garbage collector.) ONNX Runtime takes such values
   * as nested arrays only, so this is no way for the inputs of a run: those have {@link
   * InputBuffers}.
   *
   * @param values row-major, as many as the shape says; copied
   */
  static NativeTensor copyOf(NativeLedger ledger, float[] values, long... shape)
      throws InferenceException {
    try {
      Object rows = OrtUtil.reshape(values, shape);
      OnnxTensor tensor = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), rows);
      return new NativeTensor(ledger.open(), tensor, null);
    } catch (OrtException e) {
      throw new InferenceException(Texts.of("runtime.nativeTensor.notStored", values.length), e);
    }
  }

  /**
   * A tensor over part of a direct buffer that the caller has filled and leaves alone until the
   * tensor is closed.
   *
   * @param values from its position to its limit, as many as the shape says
   */
  static NativeTensor over(NativeLedger ledger, FloatBuffer values, long... shape)
      throws InferenceException {
    try {
      OnnxTensor tensor =
          OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values.duplicate(), shape);
      return new NativeTensor(ledger.open(), tensor, values);
    } catch (OrtException e) {
      throw new InferenceException(
          "An input of " + values.remaining() + " values could not be stored.", e);
    }
  }

  /** A tensor over a direct buffer that {@link #write} fills; meant to be used many times. */
  static NativeTensor writable(NativeLedger ledger, long... shape) throws InferenceException {
    long count = 1;
    for (long size : shape) {
      count = Math.multiplyExact(count, size);
    }
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(Math.toIntExact(Math.multiplyExact(count, Float.BYTES)))
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    return over(ledger, buffer, shape);
  }

  /** Replaces the values of a writable tensor; no run may use it meanwhile. */
  void write(float[] values) {
    buffer.put(0, values);
  }

  OnnxTensor tensor() {
    return tensor;
  }

  @Override
  public void close() {
    if (entry.close()) {
      tensor.close();
    }
  }
}
