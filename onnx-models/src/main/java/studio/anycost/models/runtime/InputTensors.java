package studio.anycost.models.runtime;

import ai.onnxruntime.OnnxTensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The inputs of one run. Owns the tensors, and borrows the buffers until it is closed. */
final class InputTensors implements AutoCloseable {
  private final InputBuffers pool;
  private final Map<String, NativeTensor> tensors = new HashMap<>();
  private final List<ByteBuffer> buffers = new ArrayList<>();

  InputTensors(InputBuffers pool) {
    this.pool = pool;
  }

  /**
   * @param buffer that the tensor's values are in
   */
  void add(String name, ByteBuffer buffer, NativeTensor tensor) {
    tensors.put(name, tensor);
    buffers.add(buffer);
  }

  Map<String, OnnxTensor> byName() {
    Map<String, OnnxTensor> result = new HashMap<>();
    tensors.forEach((name, tensor) -> result.put(name, tensor.tensor()));
    return result;
  }

  /** Called once, when no run reads them any more. */
  @Override
  public void close() {
    tensors.values().forEach(NativeTensor::close);
    pool.giveBack(buffers);
  }
}
