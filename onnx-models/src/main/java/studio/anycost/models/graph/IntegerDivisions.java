package studio.anycost.models.graph;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells the divisions of integers in a graph from those of other numbers: dividing the smallest
 * integer by -1 ends the process, because processors trap it and ONNX Runtime does not ask before.
 * Nodes are given in the graph's order.
 */
final class IntegerDivisions {
  private static final Set<Integer> FRACTIONS =
      Set.of(
          TensorProto.DataType.FLOAT_VALUE,
          TensorProto.DataType.DOUBLE_VALUE,
          TensorProto.DataType.FLOAT16_VALUE,
          TensorProto.DataType.BFLOAT16_VALUE);

  private final Set<String> integers = new HashSet<>();

  /** Notes the element type of an input or a constant. */
  void declare(String value, int elementType) {
    if (!FRACTIONS.contains(elementType)) {
      integers.add(value);
    }
  }

  /**
   * Notes what a node gives.
   *
   * @return whether it divides integers
   */
  boolean follow(NodeProto node) {
    boolean integral = givesIntegers(node);
    if (integral) {
      integers.addAll(node.getOutputList());
    }
    return integral && node.getOpType().equals("Div");
  }

  private boolean givesIntegers(NodeProto node) {
    NodeAttributes attributes = new NodeAttributes(node);
    return switch (node.getOpType()) {
      case "Shape", "Size", "ArgMax", "ArgMin", "QuantizeLinear" -> true;
      case "DequantizeLinear" -> false;
      case "Cast" -> !FRACTIONS.contains((int) attributes.integer("to", 0));
      case "Constant", "ConstantOfShape" ->
          attributes.find("value_int").isPresent()
              || attributes.find("value_ints").isPresent()
              || attributes
                  .find("value")
                  .map(value -> !FRACTIONS.contains(value.getT().getDataType()))
                  .orElse(false);
      case "Where" -> takes(node, 1);
      default -> takes(node, 0);
    };
  }

  private boolean takes(NodeProto node, int input) {
    return node.getInputCount() > input && integers.contains(node.getInput(input));
  }
}
