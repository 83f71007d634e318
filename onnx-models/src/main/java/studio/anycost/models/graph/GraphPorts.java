package studio.anycost.models.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import studio.anycost.api.compute.Port;
import studio.anycost.models.words.Texts;

/**
 * What a graph takes and gives.
 *
 * @param inputs those that have to be given, in the graph's order
 * @param outputs in the graph's order
 */
public record GraphPorts(List<Port> inputs, List<Port> outputs) {
  private static final long FREE = -1;

  public GraphPorts {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * Reads them from a checked model.
   *
   * @param name how messages call the graph
   * @throws InvalidGraphException if one of them is not a float32 tensor of known rank
   */
  public static GraphPorts of(ModelProto model, String name) throws InvalidGraphException {
    GraphProto graph = model.getGraph();
    Set<String> constants = new HashSet<>();
    graph.getInitializerList().forEach(tensor -> constants.add(tensor.getName()));
    List<Port> inputs = new ArrayList<>();
    for (ValueInfoProto input : graph.getInputList()) {
      // One with an initializer has a value already.
      if (!constants.contains(input.getName())) {
        inputs.add(port(input, "graph.graphPorts.input", name));
      }
    }
    List<Port> outputs = new ArrayList<>();
    for (ValueInfoProto output : graph.getOutputList()) {
      outputs.add(port(output, "graph.graphPorts.output", name));
    }
    if (inputs.isEmpty() || outputs.isEmpty()) {
      throw new InvalidGraphException(
          name,
          inputs.isEmpty()
              ? Texts.of("graph.graphPorts.noInput")
              : Texts.of("graph.graphPorts.noOutput"));
    }
    return new GraphPorts(inputs, outputs);
  }

  private static Port port(ValueInfoProto value, String key, String graph)
      throws InvalidGraphException {
    String what = Texts.of(key, value.getName());
    TypeProto.Tensor type = value.getType().getTensorType();
    if (!value.getType().hasTensorType()
        || type.getElemType() != TensorProto.DataType.FLOAT_VALUE) {
      throw new InvalidGraphException(graph, Texts.of("graph.graphPorts.notFloat", what));
    }
    if (!type.hasShape()) {
      throw new InvalidGraphException(graph, Texts.of("graph.graphPorts.noAxes", what));
    }
    List<Long> shape = new ArrayList<>();
    for (TensorShapeProto.Dimension axis : type.getShape().getDimList()) {
      shape.add(axis.hasDimValue() && axis.getDimValue() > 0 ? axis.getDimValue() : FREE);
    }
    return new Port(value.getName(), shape);
  }
}
