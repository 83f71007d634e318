package studio.anycost.models.graph.gradient;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import studio.anycost.models.graph.InvalidGraphException;
import studio.anycost.models.words.Texts;

/**
 * Makes a graph that computes gradients of another one, by reverse-mode differentiation: it
 * computes what the other computes, then goes backwards from its outputs to its inputs.
 *
 * <p>The product of a vector with the Jacobian is what one gets: for every output that counts, the
 * graph takes a further input, the gradient of some number with respect to that output, and gives
 * the gradient of that number with respect to the inputs that are asked for. Constants are not
 * differentiated, and what contributes to nothing is left out.
 */
public final class GradientGraph {
  /** From here on values can be added where they are scattered to. */
  private static final int SCATTERING_OPSET = 16;

  /** Adds nothing that operators of this program use, and all runtimes that it meets know it. */
  private static final int OPSET = 17;

  private static final String INDICES = "gradient/indices/";

  private final ForwardGraph forward;
  private final Nodes nodes = new Nodes();
  private final Map<String, List<String>> given = new HashMap<>();
  private final Map<String, String> gradients = new HashMap<>();

  private GradientGraph(ForwardGraph forward) {
    this.forward = forward;
  }

  /** The input that takes the gradient with respect to an output. */
  public static String seed(String output) {
    return "seed_of_" + output;
  }

  /** The output that gives the gradient with respect to an input. */
  public static String gradient(String input) {
    return "gradient_of_" + input;
  }

  /**
   * Differentiates a graph.
   *
   * @param model inputs and outputs of fixed sizes
   * @param shapes of every value of the graph, as a runtime answers {@link ShapeQuestions}
   * @param outputs that a gradient comes in by; the number of interest depends on these
   * @param inputs that a gradient is wanted of
   * @param kept outputs of the graph that the result gives as well
   * @return takes the inputs that are needed, in their order, then {@link #seed} of every output;
   *     gives {@link #gradient} of every input, 0 where nothing depends on it, then the kept
   *     outputs
   * @throws InvalidGraphException naming the operator that has no gradient
   * @throws IllegalArgumentException if the graph has no such input or output
   */
  public static ModelProto of(
      ModelProto model,
      Map<String, long[]> shapes,
      List<String> outputs,
      List<String> inputs,
      List<String> kept)
      throws InvalidGraphException {
    requireNames(model.getGraph().getOutputList(), outputs);
    requireNames(model.getGraph().getOutputList(), kept);
    requireNames(model.getGraph().getInputList(), inputs);
    return new GradientGraph(new ForwardGraph(model, shapes)).model(model, outputs, inputs, kept);
  }

  private static void requireNames(List<ValueInfoProto> declared, List<String> wanted) {
    for (String name : wanted) {
      if (declared.stream().noneMatch(value -> value.getName().equals(name))) {
        throw new IllegalArgumentException("The graph has no '" + name + "'.");
      }
    }
  }

  private ModelProto model(
      ModelProto model, List<String> outputs, List<String> inputs, List<String> kept)
      throws InvalidGraphException {
    Set<String> depending = forward.dependingOn(Set.copyOf(inputs));
    Set<String> needed = new HashSet<>(depending);
    needed.retainAll(contributingTo(outputs));
    for (String output : outputs) {
      give(output, seed(output));
    }
    Set<NodeProto> withIndices = new HashSet<>();
    List<NodeProto> order = forward.nodes();
    for (int i = order.size() - 1; i >= 0; i--) {
      pass(order.get(i), needed, withIndices);
    }
    GraphProto.Builder graph = GraphProto.newBuilder().setName(forward.name() + "_gradient");
    order.forEach(node -> graph.addNode(withIndices.contains(node) ? withIndices(node) : node));
    List<NodeProto> ends = new ArrayList<>();
    for (String input : inputs) {
      ends.add(end(input));
      graph.addOutput(tensor(gradient(input), input));
    }
    graph.addAllNode(nodes.nodes()).addAllNode(ends);
    forward.graph().getInitializerList().forEach(graph::addInitializer);
    graph.addAllInitializer(nodes.constants());
    forward.graph().getInputList().forEach(graph::addInput);
    for (String output : outputs) {
      graph.addInput(tensor(seed(output), output));
    }
    forward.graph().getOutputList().stream()
        .filter(output -> kept.contains(output.getName()))
        .forEach(graph::addOutput);
    return model.toBuilder()
        .setGraph(pruned(graph))
        .clearMetadataProps()
        .clearOpsetImport()
        .addAllOpsetImport(operatorSets(model))
        .build();
  }

  /** What operators of this range mean did not change. */
  private static List<OperatorSetIdProto> operatorSets(ModelProto model) {
    return model.getOpsetImportList().stream()
        .map(
            set ->
                set.getDomain().isEmpty() && set.getVersion() < SCATTERING_OPSET
                    ? set.toBuilder().setVersion(OPSET).build()
                    : set)
        .toList();
  }

  /** The values that an output is computed from. */
  private Set<String> contributingTo(List<String> outputs) {
    Set<String> contributing = new HashSet<>(outputs);
    List<NodeProto> order = forward.nodes();
    for (int i = order.size() - 1; i >= 0; i--) {
      NodeProto node = order.get(i);
      if (node.getOutputList().stream().anyMatch(contributing::contains)) {
        contributing.addAll(node.getInputList());
      }
    }
    return contributing;
  }

  private void give(String value, String gradient) {
    given.computeIfAbsent(value, name -> new ArrayList<>()).add(gradient);
  }

  /** The sum of all that a value was given; empty if it was given nothing. */
  private Optional<String> total(String value) {
    List<String> parts = given.getOrDefault(value, List.of());
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(parts.size() == 1 ? parts.get(0) : nodes.add("Sum", parts));
  }

  private void pass(NodeProto node, Set<String> needed, Set<NodeProto> withIndices)
      throws InvalidGraphException {
    if (node.getInputList().stream().noneMatch(needed::contains)) {
      return;
    }
    boolean any = false;
    for (String output : node.getOutputList()) {
      Optional<String> total = total(output);
      total.ifPresent(gradient -> gradients.put(output, gradient));
      any |= total.isPresent();
    }
    if (!any) {
      return;
    }
    Rule rule =
        GradientRules.of(node.getOpType())
            .filter(known -> node.getDomain().isEmpty())
            .orElseThrow(
                () ->
                    new InvalidGraphException(
                        forward.name(),
                        Texts.of(
                            "graph.gradientGraph.noGradient", node.getOpType(), node.getName())));
    if (node.getOpType().equals("MaxPool")) {
      withIndices.add(node);
    }
    rule.pass(new Step(forward, node, nodes, needed, gradients, indices(node), given));
  }

  /** The second output of a pool, which says where its numbers come from. */
  private static String indices(NodeProto node) {
    return node.getOutputCount() > 1 && !node.getOutput(1).isEmpty()
        ? node.getOutput(1)
        : INDICES + (node.getOutputCount() > 0 ? node.getOutput(0) : "");
  }

  private static NodeProto withIndices(NodeProto node) {
    return node.toBuilder()
        .clearOutput()
        .addOutput(node.getOutput(0))
        .addOutput(indices(node))
        .build();
  }

  private NodeProto end(String input) throws InvalidGraphException {
    Optional<String> total = total(input);
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setName("gradient/of_" + input)
            .setOpType(total.isPresent() ? "Identity" : "Expand")
            .addInput(total.orElseGet(() -> nodes.floats(new float[] {0})))
            .addOutput(gradient(input));
    if (total.isEmpty()) {
      node.addInput(nodes.integers(forward.shape(input).sizes()));
    }
    return node.build();
  }

  private ValueInfoProto tensor(String name, String like) throws InvalidGraphException {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long size : forward.shape(like).sizes()) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(forward.elementType(like))
                        .setShape(shape)))
        .build();
  }

  /** Without nodes, constants and inputs that no output is computed from. */
  private static GraphProto pruned(GraphProto.Builder graph) {
    Set<String> taken = new LinkedHashSet<>();
    graph.getOutputList().forEach(output -> taken.add(output.getName()));
    List<NodeProto> all = graph.getNodeList();
    List<NodeProto> kept = new ArrayList<>();
    for (int i = all.size() - 1; i >= 0; i--) {
      NodeProto node = all.get(i);
      if (node.getOutputList().stream().anyMatch(taken::contains)) {
        taken.addAll(node.getInputList());
        kept.add(node);
      }
    }
    Collections.reverse(kept);
    List<TensorProto> constants =
        graph.getInitializerList().stream()
            .filter(tensor -> taken.contains(tensor.getName()))
            .toList();
    List<ValueInfoProto> inputs =
        graph.getInputList().stream().filter(input -> taken.contains(input.getName())).toList();
    return graph
        .clearNode()
        .addAllNode(kept)
        .clearInitializer()
        .addAllInitializer(constants)
        .clearInput()
        .addAllInput(inputs)
        .build();
  }
}
