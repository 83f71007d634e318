package studio.anycost.evaluation.score;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A classifier whose values before its last linear layer are an output, too.
 *
 * @param graph with that output
 * @param output its name; that of the logits where no such layer was found
 * @param found whether it was
 */
record Penultimate(ModelProto graph, String output, boolean found) {
  /** Nodes that change the form of values only, or add to them: their first input leads on. */
  private static final Set<String> PASSED =
      Set.of("Reshape", "Flatten", "Squeeze", "Unsqueeze", "Identity", "Cast", "Add", "Transpose");

  private static final Set<String> LINEAR = Set.of("Gemm", "MatMul", "Conv");
  private static final int FARTHEST = 16;

  /** Looks backwards from the first output. */
  static Penultimate of(ModelProto graph) {
    String logits = graph.getGraph().getOutput(0).getName();
    Optional<String> found = before(graph, logits);
    if (found.isEmpty()) {
      return new Penultimate(graph, logits, false);
    }
    TypeProto.Tensor.Builder type =
        TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE);
    type.setShape(
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("n"))
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("features")));
    ModelProto.Builder changed = graph.toBuilder();
    changed
        .getGraphBuilder()
        .addOutput(
            ValueInfoProto.newBuilder()
                .setName(found.get())
                .setType(TypeProto.newBuilder().setTensorType(type)));
    return new Penultimate(changed.build(), found.get(), true);
  }

  private static Optional<String> before(ModelProto graph, String logits) {
    Set<String> constants = new HashSet<>();
    graph.getGraph().getInitializerList().forEach(tensor -> constants.add(tensor.getName()));
    Map<String, NodeProto> makers = new HashMap<>();
    for (NodeProto node : graph.getGraph().getNodeList()) {
      node.getOutputList().forEach(output -> makers.put(output, node));
    }
    String value = logits;
    for (int i = 0; i < FARTHEST; i++) {
      NodeProto maker = makers.get(value);
      if (maker == null) {
        return Optional.empty();
      }
      Optional<String> next =
          maker.getInputList().stream().filter(name -> leads(name, constants, makers)).findFirst();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      if (LINEAR.contains(maker.getOpType())) {
        return next;
      }
      if (!PASSED.contains(maker.getOpType())) {
        return Optional.empty();
      }
      value = next.get();
    }
    return Optional.empty();
  }

  /** Whether a value depends on the picture, as far as one node tells. */
  private static boolean leads(String name, Set<String> constants, Map<String, NodeProto> makers) {
    NodeProto maker = makers.get(name);
    return maker != null
        && !"Constant".equals(maker.getOpType())
        && !maker.getInputList().stream().allMatch(constants::contains);
  }

  /** What the output is, for people. */
  String words() {
    return found ? "the values before its logits" : "its logits";
  }
}
