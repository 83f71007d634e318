package studio.anycost.models.runtime;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.models.graph.gradient.ShapeQuestions;

/** The shapes of a graph's values, asked of the runtime with a session for the purpose. */
final class AskedShapes implements GraphShapes {
  private final NativeRuntime runtime;
  private final InputBuffers buffers;
  private final SessionBuilder.Label label;
  private final RunControl control;

  AskedShapes(RuntimeParts parts, SessionBuilder.Label label, RunControl control) {
    this.runtime = parts.runtime();
    this.buffers = parts.inputs();
    this.label = label;
    this.control = control;
  }

  @Override
  public Map<String, long[]> of(ModelProto model) throws IOException {
    byte[] asking = ShapeQuestions.of(model).toByteArray();
    Map<String, long[]> shapes = new HashMap<>();
    try (NativeSession session = runtime.open(asking, asking.length, label, false, Cores.ALL);
        InputTensors inputs = buffers.write(zeros(model));
        NativeResult answers = session.run(inputs.byName(), session.outputs(), control)) {
      for (String answer : session.outputs()) {
        shapes.put(ShapeQuestions.value(answer), answers.integers(answer));
      }
    }
    return shapes;
  }

  private static Map<String, FloatTensor> zeros(ModelProto model) {
    Map<String, FloatTensor> zeros = new HashMap<>();
    for (ValueInfoProto input : model.getGraph().getInputList()) {
      long[] shape =
          input.getType().getTensorType().getShape().getDimList().stream()
              .mapToLong(TensorShapeProto.Dimension::getDimValue)
              .toArray();
      long count = 1;
      for (long size : shape) {
        count = Math.multiplyExact(count, size);
      }
      zeros.put(input.getName(), FloatTensor.wrap(new float[Math.toIntExact(count)], shape));
    }
    return zeros;
  }
}
