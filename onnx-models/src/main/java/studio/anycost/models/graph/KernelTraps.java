package studio.anycost.models.graph;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import studio.anycost.models.words.Texts;

/**
 * What makes the kernels of ONNX Runtime 1.29 end the process, or read past their operands, instead
 * of refusing a node. Found by running graphs made at random; such graphs have to be kept from it.
 * Nodes are given in the graph's order.
 */
final class KernelTraps {
  /** The only operators of which an operand may be left out in the middle, by an empty name. */
  private static final Set<String> WITH_OPTIONS =
      Set.of(
          "Clip",
          "Conv",
          "ConvTranspose",
          "DequantizeLinear",
          "Gemm",
          "Pad",
          "QuantizeLinear",
          "Resize",
          "Slice");

  /** More numbers than axes, and their list grows over its place on the stack. */
  private static final int MAX_SCALES = 8;

  private final SmallestShapes shapes;
  private final IntegerDivisions divisions = new IntegerDivisions();

  /**
   * @param shapes of the nodes before the one that is looked at
   */
  KernelTraps(SmallestShapes shapes) {
    this.shapes = shapes;
  }

  /** Notes the element type of an input or a constant. */
  void declare(String value, int elementType) {
    divisions.declare(value, elementType);
  }

  /** What is wrong with a node, as in "the node x {fault}"; empty if nothing is. */
  Optional<String> find(NodeProto node) {
    if (leavesOut(node)) {
      return Optional.of(Texts.of("graph.kernelTraps.leavesOut"));
    }
    // The smallest integer divided by -1: processors trap it.
    if (divisions.follow(node) && !dividesByPositive(node)) {
      return Optional.of(Texts.of("graph.kernelTraps.dividesBy"));
    }
    NodeAttributes attributes = new NodeAttributes(node);
    for (String count : List.of("group", "blocksize")) {
      long value = attributes.integer(count, 1);
      if (value < 1 || value > Integer.MAX_VALUE) {
        return Optional.of(Texts.of("graph.kernelTraps.absurd", count));
      }
    }
    return switch (node.getOpType()) {
      case "Resize" -> resize(node);
      case "Conv" -> convolution(node);
      default -> Optional.empty();
    };
  }

  private static boolean leavesOut(NodeProto node) {
    boolean mayBeEmpty = WITH_OPTIONS.contains(node.getOpType());
    for (int i = 0; i < node.getInputCount(); i++) {
      if (node.getInput(i).isEmpty() && (i == 0 || !mayBeEmpty)) {
        return true;
      }
    }
    return false;
  }

  private boolean dividesByPositive(NodeProto node) {
    Optional<List<Long>> divisor =
        node.getInputCount() == 2 ? shapes.integers(node.getInput(1)) : Optional.empty();
    return divisor.isPresent() && divisor.get().stream().allMatch(value -> value > 0);
  }

  private Optional<String> resize(NodeProto node) {
    String scales = node.getInputCount() > 2 ? node.getInput(2) : "";
    if (scales.isEmpty() || shapes.isConstantList(scales, MAX_SCALES)) {
      return Optional.empty();
    }
    return Optional.of(Texts.of("graph.kernelTraps.scales"));
  }

  /** A bias that is too short is read past its end. */
  private Optional<String> convolution(NodeProto node) {
    if (node.getInputCount() < 3 || node.getInput(2).isEmpty()) {
      return Optional.empty();
    }
    Optional<long[]> weights = shapes.find(node.getInput(1));
    Optional<long[]> bias = shapes.find(node.getInput(2));
    boolean fits =
        weights.isPresent()
            && bias.isPresent()
            && weights.get().length > 0
            && bias.get().length == 1
            && bias.get()[0] == weights.get()[0];
    return fits ? Optional.empty() : Optional.of(Texts.of("graph.kernelTraps.bias"));
  }
}
