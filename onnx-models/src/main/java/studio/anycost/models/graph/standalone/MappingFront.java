package studio.anycost.models.graph.standalone;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import studio.anycost.models.graph.GraphBuilder;
import studio.anycost.models.graph.InvalidGraphException;
import studio.anycost.models.graph.StageNames;
import studio.anycost.models.graph.WeightStorage;

/** Puts the mapping before a chain of stages: z, w, truncated, the same for every layer. */
final class MappingFront {
  private static final String PREFIX = "mapping/";

  private MappingFront() {}

  static ModelProto put(MappedInput mapped, ModelProto chain) throws InvalidGraphException {
    ModelProto mapping = mapped.mapping();
    if (!mapping.getOpsetImportList().equals(chain.getOpsetImportList())) {
      throw new InvalidGraphException(
          mapping.getGraph().getName(), "its operators are of another version than the stages'");
    }
    ValueInfoProto styles =
        chain.getGraph().getInputList().stream()
            .filter(input -> input.getName().equals(StageNames.STYLES))
            .findFirst()
            .orElseThrow();
    long layers = styles.getType().getTensorType().getShape().getDim(1).getDimValue();
    GraphProto.Builder joined = chain.getGraph().toBuilder().clearInput().clearNode();
    Map<String, String> names = new HashMap<>();
    names.put("", "");
    for (ValueInfoProto input : mapping.getGraph().getInputList()) {
      names.put(input.getName(), input.getName());
      joined.addInput(input);
    }
    chain.getGraph().getInputList().stream()
        .filter(input -> !input.getName().equals(StageNames.STYLES))
        .forEach(joined::addInput);
    for (TensorProto initializer : mapping.getGraph().getInitializerList()) {
      joined.addInitializer(initializer.toBuilder().setName(renamed(initializer.getName(), names)));
    }
    for (NodeProto node : mapping.getGraph().getNodeList()) {
      NodeProto.Builder copy =
          node.toBuilder().setName(PREFIX + node.getName()).clearInput().clearOutput();
      node.getInputList().forEach(input -> copy.addInput(renamed(input, names)));
      node.getOutputList().forEach(output -> copy.addOutput(renamed(output, names)));
      joined.addNode(copy);
    }
    GraphProto broadcast = broadcast(renamed(StageNames.W, names), mapped, layers);
    joined.addAllInitializer(broadcast.getInitializerList());
    joined.addAllNode(broadcast.getNodeList());
    joined.addAllNode(chain.getGraph().getNodeList());
    return chain.toBuilder().setGraph(joined).build();
  }

  /** From w to {@code styles}. */
  private static GraphProto broadcast(String w, MappedInput mapped, long layers) {
    GraphBuilder graph = new GraphBuilder("truncation", WeightStorage.FLOAT32);
    String truncated = w;
    if (mapped.psi() != 1) {
      float[] meanStyle = mapped.meanStyle();
      String mean = graph.constant("truncation/mean", meanStyle, meanStyle.length);
      String psi = graph.constant("truncation/psi", new float[] {(float) mapped.psi()}, 1);
      String away = graph.node("Sub", "truncation/away", List.of(w, mean));
      String scaled = graph.node("Mul", "truncation/scaled", List.of(away, psi));
      truncated = graph.node("Add", "truncation/truncated", List.of(scaled, mean));
    }
    String axes = graph.integers("broadcast/axes", 1);
    String one = graph.node("Unsqueeze", "broadcast/one_layer", List.of(truncated, axes));
    String shape = graph.integers("broadcast/shape", 1, layers, 1);
    graph.node("Expand", StageNames.STYLES, List.of(one, shape));
    return graph.build().getGraph();
  }

  private static String renamed(String name, Map<String, String> names) {
    return names.computeIfAbsent(name, original -> PREFIX + original);
  }
}
