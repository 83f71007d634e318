package studio.anycost.models.graph.blocked;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import studio.anycost.models.graph.StageNames;

/**
 * Lets a stage graph of unknown form take and give features in the blocked layout, so that it can
 * stand between rewritten stages.
 */
final class PlainStageBorders {
  private static final String INNER = "/plain";
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
      if (input.getName().equals(StageNames.FEATURES)) {
        addInput(input);
      }
    }
    for (ValueInfoProto.Builder output : graph.getOutputBuilderList()) {
      if (output.getName().equals(StageNames.FEATURES_OUT)) {
        addOutput(output);
      }
    }
    return model.build();
  }

  private void addInput(ValueInfoProto.Builder input) {
    long channels = widen(input);
    for (NodeProto.Builder node : graph.getNodeBuilderList()) {
      for (int i = 0; i < node.getInputCount(); i++) {
        if (node.getInput(i).equals(StageNames.FEATURES)) {
          node.setInput(i, StageNames.FEATURES + INNER);
        }
      }
    }
    graph.addNode(
        0,
        node("ReorderOutput", StageNames.FEATURES, StageNames.FEATURES + INNER)
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName("channels")
                    .setType(AttributeProto.AttributeType.INT)
                    .setI(channels)));
  }

  private void addOutput(ValueInfoProto.Builder output) {
    long channels = widen(output);
    for (NodeProto.Builder node : graph.getNodeBuilderList()) {
      for (int i = 0; i < node.getOutputCount(); i++) {
        if (node.getOutput(i).equals(StageNames.FEATURES_OUT)) {
          node.setOutput(i, StageNames.FEATURES_OUT + INNER);
        }
      }
      for (int i = 0; i < node.getInputCount(); i++) {
        if (node.getInput(i).equals(StageNames.FEATURES_OUT)) {
          node.setInput(i, StageNames.FEATURES_OUT + INNER);
        }
      }
    }
    String filled = StageNames.FEATURES_OUT + INNER;
    long missing = layout.padded(Math.toIntExact(channels)) - channels;
    if (missing > 0) {
      // The reordering fills up blocks itself, but only from multiples of 4.
      String pads = StageNames.FEATURES_OUT + "/pads";
      graph.addInitializer(
          TensorProto.newBuilder()
              .setName(pads)
              .setDataType(TensorProto.DataType.INT64_VALUE)
              .addDims(8)
              .setRawData(integers(0, 0, 0, 0, 0, missing, 0, 0)));
      filled = StageNames.FEATURES_OUT + "/filled";
      graph.addNode(
          NodeProto.newBuilder()
              .setName(filled)
              .setOpType("Pad")
              .addInput(StageNames.FEATURES_OUT + INNER)
              .addInput(pads)
              .addOutput(filled));
    }
    graph.addNode(node("ReorderInput", filled, StageNames.FEATURES_OUT));
  }

  private static ByteString integers(long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return ByteString.copyFrom(bytes);
  }

  /** Declares the stored channels; returns the channels proper. */
  private long widen(ValueInfoProto.Builder value) {
    var dimension =
        value.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder().getDimBuilder(CHANNELS);
    long channels = dimension.getDimValue();
    dimension.setDimValue(layout.padded(Math.toIntExact(channels)));
    return channels;
  }

  private static NodeProto.Builder node(String operator, String input, String output) {
    return NodeProto.newBuilder()
        .setName(output + "/reordered")
        .setDomain(BlockedGraph.OPERATORS)
        .setOpType(operator)
        .addInput(input)
        .addOutput(output);
  }
}
