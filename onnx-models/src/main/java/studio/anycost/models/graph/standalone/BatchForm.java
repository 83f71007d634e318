package studio.anycost.models.graph.standalone;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import studio.anycost.models.graph.InvalidGraphException;
import studio.anycost.models.graph.StageNames;

/**
 * Lets a chain of stages that was written for one face take several.
 *
 * <p>Two things in a stage hold for one face alone: rows of scales are brought into the shape
 * {@code [1, c, 1, 1]}, and the picture's convolution has its weight scaled by the style, which is
 * cheaper than scaling the features. With several faces the first axis is kept, and the features
 * are scaled: {@code conv(s * W, x) = conv(W, s * x)}.
 */
final class BatchForm {
  /** What works face by face, whatever the first axis is. */
  private static final Set<String> INDIFFERENT =
      Set.of("Add", "Sub", "Mul", "Div", "Sqrt", "LeakyRelu", "Identity", "Cast", "Gemm", "Expand");

  private static final List<Long> ONE_ROW = List.of(1L, -1L, 1L, 1L);

  private final GraphProto graph;
  private final Map<String, TensorProto> constants = new HashMap<>();
  private final Map<String, NodeProto> makers = new HashMap<>();
  private final Set<String> fixed = new HashSet<>();
  private final Set<String> rows = new HashSet<>();

  private BatchForm(GraphProto graph) {
    this.graph = graph;
    graph.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
    fixed.addAll(constants.keySet());
    fixed.add("");
    for (NodeProto node : graph.getNodeList()) {
      node.getOutputList().forEach(output -> makers.put(output, node));
      if (fixed.containsAll(node.getInputList())) {
        fixed.addAll(node.getOutputList());
      }
    }
  }

  /**
   * The same model for several faces.
   *
   * @param batch how many; empty leaves it free
   * @throws InvalidGraphException naming the node that mixes faces
   */
  static ModelProto of(ModelProto model, OptionalInt batch) throws InvalidGraphException {
    GraphProto freed = new BatchForm(model.getGraph()).freed();
    return sized(model.toBuilder().setGraph(freed).build(), batch);
  }

  /** Says how many faces a model takes that takes any number. */
  static ModelProto sized(ModelProto model, OptionalInt batch) {
    GraphProto.Builder graph = model.getGraph().toBuilder().clearValueInfo();
    graph.getInputBuilderList().stream()
        .filter(input -> !StageNames.isNoise(input.getName()))
        .forEach(input -> size(input, batch));
    graph.getOutputBuilderList().forEach(output -> size(output, batch));
    return model.toBuilder().setGraph(graph).build();
  }

  private static void size(ValueInfoProto.Builder value, OptionalInt batch) {
    TensorShapeProto.Dimension.Builder first =
        value.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder().getDimBuilder(0);
    if (batch.isPresent()) {
      first.setDimValue(batch.getAsInt());
    } else {
      first.setDimParam("batch");
    }
  }

  private GraphProto freed() throws InvalidGraphException {
    List<NodeProto> nodes = new ArrayList<>();
    for (NodeProto node : graph.getNodeList()) {
      if (fixed.containsAll(node.getInputList())) {
        nodes.add(node);
      } else {
        add(node, nodes);
      }
    }
    GraphProto.Builder result = graph.toBuilder().clearNode().addAllNode(used(nodes));
    for (TensorProto.Builder tensor : result.getInitializerBuilderList()) {
      if (rows.contains(tensor.getName())) {
        tensor.setRawData(integers(0, -1, 1, 1)); // 0 keeps the first axis
      }
    }
    return result.build();
  }

  private void add(NodeProto node, List<NodeProto> nodes) throws InvalidGraphException {
    switch (node.getOpType()) {
      case "Conv", "ConvTranspose" -> addConvolution(node, nodes);
      case "Reshape" -> {
        if (!ONE_ROW.equals(integers(node.getInput(1)))) {
          throw mixing(node);
        }
        rows.add(node.getInput(1));
        nodes.add(node);
      }
      case "Flatten" -> addIf(attribute(node, "axis", 1) == 1, node, nodes);
      case "Gather" -> addIf(attribute(node, "axis", 0) == 1, node, nodes);
      case "Unsqueeze" -> addIf(List.of(1L).equals(integers(node.getInput(1))), node, nodes);
      case "ReduceMean" -> addIf(reducesValues(node), node, nodes);
      default -> addIf(INDIFFERENT.contains(node.getOpType()), node, nodes);
    }
  }

  private void addIf(boolean faceByFace, NodeProto node, List<NodeProto> nodes)
      throws InvalidGraphException {
    if (!faceByFace) {
      throw mixing(node);
    }
    nodes.add(node);
  }

  private void addConvolution(NodeProto node, List<NodeProto> nodes) throws InvalidGraphException {
    String weight = node.getInput(1);
    if (fixed.contains(weight)) {
      nodes.add(node);
      return;
    }
    NodeProto scaling = makers.get(weight);
    if (!node.getOpType().equals("Conv")
        || scaling == null
        || !scaling.getOpType().equals("Mul")
        || fixed.contains(scaling.getInput(0)) == fixed.contains(scaling.getInput(1))) {
      throw mixing(node);
    }
    int constant = fixed.contains(scaling.getInput(0)) ? 0 : 1;
    String scaled = node.getName() + "/modulated";
    nodes.add(
        NodeProto.newBuilder()
            .setName(scaled)
            .setOpType("Mul")
            .addInput(node.getInput(0))
            .addInput(scaling.getInput(1 - constant))
            .addOutput(scaled)
            .build());
    nodes.add(node.toBuilder().setInput(0, scaled).setInput(1, scaling.getInput(constant)).build());
  }

  /** Without the scaled weights that nobody takes any more. */
  private List<NodeProto> used(List<NodeProto> nodes) {
    Set<String> taken = new HashSet<>();
    graph.getOutputList().forEach(output -> taken.add(output.getName()));
    List<NodeProto> result = new ArrayList<>();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      NodeProto node = nodes.get(i);
      if (node.getOutputList().stream().anyMatch(taken::contains)) {
        taken.addAll(node.getInputList());
        result.add(0, node);
      }
    }
    return result;
  }

  private static boolean reducesValues(NodeProto node) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals("axes"))
        .anyMatch(attribute -> attribute.getIntsList().equals(List.of(1L)));
  }

  private static long attribute(NodeProto node, String name, long otherwise) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals(name))
        .mapToLong(AttributeProto::getI)
        .findFirst()
        .orElse(otherwise);
  }

  private List<Long> integers(String constant) {
    TensorProto tensor = constants.get(constant);
    if (tensor == null || tensor.getDataType() != TensorProto.DataType.INT64_VALUE) {
      return List.of();
    }
    List<Long> values = new ArrayList<>();
    var data =
        tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    while (data.hasRemaining()) {
      values.add(data.get());
    }
    return values;
  }

  private static ByteString integers(long... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return ByteString.copyFrom(bytes);
  }

  private InvalidGraphException mixing(NodeProto node) {
    return new InvalidGraphException(
        graph.getName(),
        "its node '"
            + node.getName()
            + "' does not work face by face, so that it takes one face at a time");
  }
}
