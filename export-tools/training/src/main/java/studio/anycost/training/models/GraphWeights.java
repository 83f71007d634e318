package studio.anycost.training.models;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.graph.OnnxGuard;
import studio.anycost.models.io.HalfFloat;

/** The weights of a graph of a bundle, by name, as they lie there. */
final class GraphWeights {
  private final Map<String, TensorProto> tensors = new LinkedHashMap<>();
  private final String title;

  /**
   * Reads a file of a bundle.
   *
   * @throws IOException with a sentence if it is no graph
   */
  GraphWeights(ModelBundle bundle, String file) throws IOException {
    title = file + " of " + bundle.title();
    ModelProto model = OnnxGuard.parse(bundle.read(file), title);
    model.getGraph().getInitializerList().forEach(each -> tensors.put(each.getName(), each));
  }

  List<String> names() {
    return List.copyOf(tensors.keySet());
  }

  boolean contains(String name) {
    return tensors.containsKey(name);
  }

  List<Long> shape(String name) throws IOException {
    return require(name).getDimsList();
  }

  /**
   * The values, each times a factor.
   *
   * @throws IOException with a sentence if there are none, or none of numbers
   */
  float[] scaled(String name, double factor) throws IOException {
    TensorProto tensor = require(name);
    boolean half = tensor.getDataType() == TensorProto.DataType.FLOAT16_VALUE;
    long count = tensor.getDimsList().stream().reduce(1L, Math::multiplyExact);
    ByteBuffer data = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    if (!half && tensor.getDataType() != TensorProto.DataType.FLOAT_VALUE
        || data.remaining() != count * (half ? Short.BYTES : Float.BYTES)) {
      throw unknown(name);
    }
    float[] values = new float[Math.toIntExact(count)];
    for (int i = 0; i < values.length; i++) {
      float value = half ? HalfFloat.toFloat(data.getShort()) : data.getFloat();
      values[i] = (float) (value * factor);
    }
    return values;
  }

  private TensorProto require(String name) throws IOException {
    TensorProto tensor = tensors.get(name);
    if (tensor == null) {
      throw unknown(name);
    }
    return tensor;
  }

  private IOException unknown(String name) {
    return new IOException(
        title
            + " was not written by this studio: its weight '"
            + name
            + "' is not where it belongs. Take the checkpoint that the bundle was imported from.");
  }
}
