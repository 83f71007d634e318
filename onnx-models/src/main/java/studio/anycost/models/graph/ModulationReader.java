package studio.anycost.models.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.anycost.api.model.ModulationLayer;
import studio.anycost.models.io.HalfFloat;

/**
 * Reads from a stage how its convolutions take their styles: every Gemm whose row was gathered from
 * the styles by a constant index. What was written in another way is left out.
 */
public final class ModulationReader {
  private final Map<String, NodeProto> makers = new HashMap<>();
  private final Map<String, TensorProto> initializers = new HashMap<>();
  private final int dimension;

  private ModulationReader(ModelProto stage, int dimension) {
    this.dimension = dimension;
    stage.getGraph().getNodeList().forEach(node -> makers.put(node.getOutput(0), node));
    stage.getGraph().getInitializerList().forEach(each -> initializers.put(each.getName(), each));
  }

  /**
   * The layers of a stage, in its order.
   *
   * @param stage as it is stored
   * @param dimension length of a style
   */
  public static List<ModulationLayer> layers(ModelProto stage, int dimension) {
    ModulationReader reader = new ModulationReader(stage, dimension);
    List<ModulationLayer> layers = new ArrayList<>();
    for (NodeProto node : stage.getGraph().getNodeList()) {
      if (node.getOpType().equals("Gemm") && node.getInputCount() >= 2) {
        reader.layer(node).ifPresent(layers::add);
      }
    }
    return layers;
  }

  private Optional<ModulationLayer> layer(NodeProto gemm) {
    Optional<Integer> style = style(gemm.getInput(0));
    Optional<float[]> weights = weights(gemm.getInput(1));
    boolean transposed =
        gemm.getAttributeList().stream()
            .anyMatch(attribute -> attribute.getName().equals("transB") && attribute.getI() == 1);
    return style.isPresent() && weights.isPresent() && transposed
        ? Optional.of(new ModulationLayer(style.get(), dimension, weights.get()))
        : Optional.empty();
  }

  /** The index by which a row was taken out of the styles. */
  private Optional<Integer> style(String row) {
    NodeProto maker = makers.get(row);
    if (maker == null) {
      return Optional.empty();
    }
    if (maker.getOpType().equals("Flatten") || maker.getOpType().equals("Reshape")) {
      return style(maker.getInput(0));
    }
    if (!maker.getOpType().equals("Gather") || !maker.getInput(0).equals(StageNames.STYLES)) {
      return Optional.empty();
    }
    return whole(maker.getInput(1)).filter(index -> index >= 0);
  }

  private Optional<Integer> whole(String name) {
    TensorProto tensor = initializers.get(name);
    NodeProto maker = makers.get(name);
    if (tensor == null && maker != null && maker.getOpType().equals("Constant")) {
      for (AttributeProto attribute : maker.getAttributeList()) {
        tensor = attribute.hasT() ? attribute.getT() : tensor;
      }
    }
    if (tensor == null || tensor.getDataType() != TensorProto.DataType.INT64_VALUE) {
      return Optional.empty();
    }
    if (tensor.getInt64DataCount() == 1) {
      return Optional.of((int) tensor.getInt64Data(0));
    }
    ByteBuffer data = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    return data.remaining() == Long.BYTES ? Optional.of((int) data.getLong()) : Optional.empty();
  }

  private Optional<float[]> weights(String name) {
    TensorProto tensor = initializers.get(name);
    NodeProto maker = makers.get(name);
    if (tensor == null && maker != null && maker.getOpType().equals("Cast")) {
      tensor = initializers.get(maker.getInput(0));
    }
    if (tensor == null || tensor.getDimsCount() != 2 || tensor.getDims(1) != dimension) {
      return Optional.empty();
    }
    boolean half = tensor.getDataType() == TensorProto.DataType.FLOAT16_VALUE;
    if (!half && tensor.getDataType() != TensorProto.DataType.FLOAT_VALUE) {
      return Optional.empty();
    }
    ByteBuffer data = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int size = half ? Short.BYTES : Float.BYTES;
    if (data.remaining() == 0 || data.remaining() != tensor.getDims(0) * dimension * size) {
      return Optional.empty();
    }
    float[] values = new float[data.remaining() / size];
    for (int i = 0; i < values.length; i++) {
      values[i] = half ? HalfFloat.toFloat(data.getShort()) : data.getFloat();
    }
    return Optional.of(values);
  }
}
