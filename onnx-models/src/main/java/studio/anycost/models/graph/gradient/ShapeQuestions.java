package studio.anycost.models.graph.gradient;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.HashSet;
import java.util.Set;

/**
 * Asks a runtime for the shapes of all values of a graph: it is the only one who knows them
 * exactly, whatever operators there are.
 */
public final class ShapeQuestions {
  private static final String PREFIX = "shape/";

  private ShapeQuestions() {}

  /**
   * A graph with the same inputs whose outputs are the shapes of all values, each a list of 64-bit
   * integers with the name of {@link #output}. With inputs of fixed sizes a runtime answers without
   * computing anything else.
   */
  public static ModelProto of(ModelProto model) {
    GraphProto graph = model.getGraph();
    GraphProto.Builder asking = graph.toBuilder().clearOutput().clearValueInfo();
    Set<String> asked = new HashSet<>();
    graph.getInputList().forEach(input -> ask(input.getName(), asking, asked));
    graph.getInitializerList().forEach(tensor -> ask(tensor.getName(), asking, asked));
    for (NodeProto node : graph.getNodeList()) {
      node.getOutputList().forEach(output -> ask(output, asking, asked));
    }
    return model.toBuilder().setGraph(asking).build();
  }

  private static void ask(String value, GraphProto.Builder asking, Set<String> asked) {
    if (value.isEmpty() || !asked.add(value)) {
      return;
    }
    asking.addNode(
        NodeProto.newBuilder()
            .setName(output(value))
            .setOpType("Shape")
            .addInput(value)
            .addOutput(output(value)));
    asking.addOutput(
        ValueInfoProto.newBuilder()
            .setName(output(value))
            .setType(
                TypeProto.newBuilder()
                    .setTensorType(
                        TypeProto.Tensor.newBuilder()
                            .setElemType(TensorProto.DataType.INT64_VALUE)
                            .setShape(
                                TensorShapeProto.newBuilder()
                                    .addDim(
                                        TensorShapeProto.Dimension.newBuilder()
                                            .setDimParam("rank of " + value))))));
  }

  /** The output that tells the shape of a value. */
  public static String output(String value) {
    return PREFIX + value;
  }

  /** The value whose shape an output tells. */
  public static String value(String output) {
    return output.substring(PREFIX.length());
  }
}
