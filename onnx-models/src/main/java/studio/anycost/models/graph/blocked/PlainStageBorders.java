package studio.anycost.models.graph.blocked;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import studio.anycost.models.graph.StageNames;
import studio.anycost.models.graph.gradient.GradientGraph;

/**
 * Lets a stage graph of unknown form, or the gradient of one, take and give features in the blocked
 * layout, so that it can stand between rewritten stages.
 */
final class PlainStageBorders {
  private static final String INNER = "/plain";
  private static final Set<String> INPUTS =
      Set.of(StageNames.FEATURES, GradientGraph.seed(StageNames.FEATURES_OUT));
  private static final Set<String> OUTPUTS =
      Set.of(StageNames.FEATURES_OUT, GradientGraph.gradient(StageNames.FEATURES));
  private static final int CHANNELS = 1;

  private final BlockedLayout layout;
  private final ModelProto.Builder model;
  private final GraphProto.Builder graph;

  private PlainStageBorders(ModelProto sliced, BlockedLayout layout) {
    this.layout = layout;
    this.model = sliced.toBuilder();
    this.graph = model.getGraphBuilder();
  }

  static ModelProto add(ModelProto sliced, BlockedLayout layout) {
    return new PlainStageBorders(sliced, layout).add();
  }

  private ModelProto add() {
    model.addOpsetImport(
        OperatorSetIdProto.newBuilder().setDomain(BlockedGraph.OPERATORS).setVersion(1));
    for (ValueInfoProto.Builder input : graph.getInputBuilderList()) {
      if (INPUTS.contains(input.getName())) {
        addInput(input.getName(), shapeOf(input));
      }
    }
    for (ValueInfoProto.Builder output : graph.getOutputBuilderList()) {
      if (OUTPUTS.contains(output.getName())) {
        addOutput(output.getName(), shapeOf(output));
      }
    }
    return model.build();
  }

  private static TensorShapeProto.Builder shapeOf(ValueInfoProto.Builder value) {
    return value.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
  }

  private void addInput(String name, TensorShapeProto.Builder shape) {
    long channels = widen(shape);
    String inner = name + INNER;
    for (NodeProto.Builder node : graph.getNodeBuilderList()) {
      for (int i = 0; i < node.getInputCount(); i++) {
        if (node.getInput(i).equals(name)) {
          node.setInput(i, inner);
        }
      }
    }
    String target = name + "/shape";
    String shaped = name + "/shaped";
    addIntegers(
        target,
        shape.getDimList().stream().mapToLong(TensorShapeProto.Dimension::getDimValue).toArray());
    graph.addNode(0, node("Reshape", shaped, name, target));
    graph.addNode(
        1,
        node("ReorderOutput", inner, shaped)
            .setDomain(BlockedGraph.OPERATORS)
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName("channels")
                    .setType(AttributeProto.AttributeType.INT)
                    .setI(channels)));
    for (int axis = 0; axis < shape.getDimCount(); axis++) {
      shape.getDimBuilder(axis).setDimParam(name + "_" + axis);
    }
  }

  private void addOutput(String name, TensorShapeProto.Builder shape) {
    long channels = widen(shape);
    String inner = name + INNER;
    for (NodeProto.Builder node : graph.getNodeBuilderList()) {
      for (int i = 0; i < node.getOutputCount(); i++) {
        if (node.getOutput(i).equals(name)) {
          node.setOutput(i, inner);
        }
      }
      for (int i = 0; i < node.getInputCount(); i++) {
        if (node.getInput(i).equals(name)) {
          node.setInput(i, inner);
        }
      }
    }
    String filled = inner;
    long missing = layout.padded(Math.toIntExact(channels)) - channels;
    if (missing > 0) {
      // The reordering fills up blocks itself, but only from multiples of 4.
      String pads = name + "/pads";
      filled = name + "/filled";
      addIntegers(pads, 0, 0, 0, 0, 0, missing, 0, 0);
      graph.addNode(node("Pad", filled, inner, pads));
    }
    graph.addNode(node("ReorderInput", name, filled).setDomain(BlockedGraph.OPERATORS));
  }

  private void addIntegers(String name, long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.INT64_VALUE)
            .addDims(values.length)
            .setRawData(ByteString.copyFrom(bytes)));
  }

  /** Declares the stored channels; returns the channels proper. */
  private long widen(TensorShapeProto.Builder shape) {
    TensorShapeProto.Dimension.Builder dimension = shape.getDimBuilder(CHANNELS);
    long channels = dimension.getDimValue();
    dimension.setDimValue(layout.padded(Math.toIntExact(channels)));
    return channels;
  }

  private static NodeProto.Builder node(String operator, String output, String... inputs) {
    NodeProto.Builder node =
        NodeProto.newBuilder().setName(output + "/node").setOpType(operator).addOutput(output);
    for (String input : inputs) {
      node.addInput(input);
    }
    return node;
  }
}
