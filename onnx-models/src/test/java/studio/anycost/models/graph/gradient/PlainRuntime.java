package studio.anycost.models.graph.gradient;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;

/** Runs graphs without anything of this program. */
public final class PlainRuntime implements AutoCloseable {
  private final OrtSession session;

  public PlainRuntime(ModelProto model) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = OrtEnvironment.getEnvironment().createSession(model.toByteArray(), options);
    }
  }

  /** A tensor of floats. */
  public record Values(float[] data, long[] shape) {}

  public Map<String, float[]> run(Map<String, Values> inputs) throws OrtException {
    Map<String, OnnxTensor> tensors = new HashMap<>();
    try {
      for (var input : inputs.entrySet()) {
        if (session.getInputNames().contains(input.getKey())) {
          tensors.put(
              input.getKey(),
              OnnxTensor.createTensor(
                  OrtEnvironment.getEnvironment(),
                  FloatBuffer.wrap(input.getValue().data()),
                  input.getValue().shape()));
        }
      }
      Map<String, float[]> outputs = new HashMap<>();
      try (OrtSession.Result result = session.run(tensors)) {
        for (Map.Entry<String, OnnxValue> output : result) {
          FloatBuffer buffer = ((OnnxTensor) output.getValue()).getFloatBuffer();
          float[] data = new float[buffer.remaining()];
          buffer.get(data);
          outputs.put(output.getKey(), data);
        }
      }
      return outputs;
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  /** The shapes of all values of a graph. */
  public static Map<String, long[]> shapes(ModelProto model, Map<String, Values> inputs)
      throws OrtException {
    Map<String, OnnxTensor> tensors = new HashMap<>();
    Map<String, long[]> shapes = new HashMap<>();
    try (PlainRuntime asking = new PlainRuntime(ShapeQuestions.of(model))) {
      for (var input : inputs.entrySet()) {
        if (asking.session.getInputNames().contains(input.getKey())) {
          tensors.put(
              input.getKey(),
              OnnxTensor.createTensor(
                  OrtEnvironment.getEnvironment(),
                  FloatBuffer.wrap(input.getValue().data()),
                  input.getValue().shape()));
        }
      }
      try (OrtSession.Result result = asking.session.run(tensors)) {
        for (Map.Entry<String, OnnxValue> output : result) {
          LongBuffer buffer = ((OnnxTensor) output.getValue()).getLongBuffer();
          long[] shape = new long[buffer.remaining()];
          buffer.get(shape);
          shapes.put(ShapeQuestions.value(output.getKey()), shape);
        }
      }
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
    return shapes;
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
