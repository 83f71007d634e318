package studio.anycost.export.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import studio.anycost.models.io.HalfFloat;

/** Takes the weights out of a mapping graph as {@link MappingGraphWriter} writes it. */
public final class MappingGraphReader {
  private final Map<String, TensorProto> initializers = new HashMap<>();

  /**
   * @param model checked by {@code OnnxGuard}
   */
  public MappingGraphReader(ModelProto model) {
    model.getGraph().getInitializerList().forEach(each -> initializers.put(each.getName(), each));
  }

  /**
   * The weight of a layer with everything that scales it, {@code [out, in]}, row-major.
   *
   * @param layer 1 for the first
   * @return empty if the graph has none of this shape, as it was written by something else
   */
  public Optional<float[]> weight(int layer, int dimension) {
    return values("style." + layer + ".weight", dimension, dimension);
  }

  /** The bias of a layer with everything that scales it; see {@link #weight}. */
  public Optional<float[]> bias(int layer, int dimension) {
    return values("style." + layer + ".bias", dimension);
  }

  /** Whether there are just so many layers. */
  public boolean hasLayers(int count) {
    return initializers.containsKey("style." + count + ".weight")
        && !initializers.containsKey("style." + (count + 1) + ".weight");
  }

  private Optional<float[]> values(String name, int... shape) {
    TensorProto tensor = initializers.get(name);
    long count = 1;
    boolean fits = tensor != null && tensor.getDimsCount() == shape.length;
    for (int axis = 0; fits && axis < shape.length; axis++) {
      fits = tensor.getDims(axis) == shape[axis];
      count *= shape[axis];
    }
    if (!fits) {
      return Optional.empty();
    }
    boolean half = tensor.getDataType() == TensorProto.DataType.FLOAT16_VALUE;
    if (!half && tensor.getDataType() != TensorProto.DataType.FLOAT_VALUE) {
      return Optional.empty();
    }
    ByteBuffer data = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    if (data.remaining() != count * (half ? Short.BYTES : Float.BYTES)) {
      return Optional.empty();
    }
    float[] values = new float[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] = half ? HalfFloat.toFloat(data.getShort()) : data.getFloat();
    }
    return Optional.of(values);
  }
}
