package studio.anycost.models.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.Map;
import java.util.Optional;
import studio.anycost.models.words.Texts;

/**
 * The outputs of one run, still in native memory, with one owner. They outlive the session that
 * made them. Closing twice is safe.
 */
final class NativeResult implements AutoCloseable {
  private final NativeLedger.Entry entry;
  private final OrtSession.Result result;

  NativeResult(NativeLedger ledger, OrtSession.Result result) {
    this.entry = ledger.open();
    this.result = result;
  }

  /** An output to feed to the next run; it belongs to this result. */
  Optional<OnnxTensor> find(String output) {
    Optional<OnnxValue> value = result.get(output);
    return value.map(OnnxTensor.class::cast);
  }

  /** See {@link #find}. */
  OnnxTensor get(String output) throws InferenceException {
    return find(output)
        .orElseThrow(
            () -> new InferenceException(Texts.of("runtime.nativeResult.noOutput", output)));
  }

  /** The values of an output in a new array: one copy. */
  float[] values(String output) throws InferenceException {
    // The buffer is a fresh heap copy made by ONNX Runtime, so its array is ours.
    return get(output).getFloatBuffer().array();
  }

  /** The integers of an output. */
  long[] integers(String output) throws InferenceException {
    return get(output).getLongBuffer().array();
  }

  /** The shape of an output. */
  long[] shape(String output) throws InferenceException {
    return get(output).getInfo().getShape();
  }

  /** The memory of all outputs that are tensors. */
  long bytes() {
    long bytes = 0;
    for (Map.Entry<String, OnnxValue> output : result) {
      if (output.getValue() instanceof OnnxTensor tensor) {
        TensorInfo info = tensor.getInfo();
        bytes += info.getNumElements() * info.type.size;
      }
    }
    return bytes;
  }

  @Override
  public void close() {
    if (entry.close()) {
      result.close();
    }
  }
}
