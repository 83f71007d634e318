package studio.anycost.models.graph.gradient;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import studio.anycost.models.graph.InvalidGraphException;
import studio.anycost.models.words.Texts;

/** What rules ask about the graph that is differentiated. */
final class ForwardGraph {
  private final ModelProto model;
  private final Map<String, long[]> shapes;
  private final Map<String, TensorProto> constants = new HashMap<>();
  private final Map<String, NodeProto> makers = new HashMap<>();
  private final Map<String, Integer> types = new HashMap<>();

  /**
   * @param shapes of every value; see {@link ShapeQuestions}
   */
  ForwardGraph(ModelProto model, Map<String, long[]> shapes) {
    this.model = model;
    this.shapes = shapes;
    for (TensorProto tensor : model.getGraph().getInitializerList()) {
      constants.put(tensor.getName(), tensor);
    }
    for (ValueInfoProto input : model.getGraph().getInputList()) {
      types.put(input.getName(), input.getType().getTensorType().getElemType());
    }
    for (NodeProto node : model.getGraph().getNodeList()) {
      node.getOutputList().forEach(output -> makers.put(output, node));
      noteType(node);
      if (node.getOpType().equals("Constant") && node.getAttributeCount() == 1) {
        if (node.getAttribute(0).hasT()) {
          constants.put(node.getOutput(0), node.getAttribute(0).getT());
        }
      }
    }
  }

  /** Of values that depend on inputs; what is made of constants alone need not be known. */
  private void noteType(NodeProto node) {
    int type = 0;
    for (AttributeProto attribute : node.getAttributeList()) {
      if (node.getOpType().equals("Cast") && attribute.getName().equals("to")) {
        type = (int) attribute.getI();
      }
    }
    for (int i = 0; type == 0 && i < node.getInputCount(); i++) {
      type = types.getOrDefault(node.getInput(i), 0);
    }
    for (String output : node.getOutputList()) {
      types.put(output, type);
    }
  }

  /** The element type of a value, float32 if nothing says otherwise. */
  int elementType(String value) {
    int type = types.getOrDefault(value, 0);
    return type == 0 ? TensorProto.DataType.FLOAT_VALUE : type;
  }

  GraphProto graph() {
    return model.getGraph();
  }

  String name() {
    return model.getGraph().getName();
  }

  List<NodeProto> nodes() {
    return model.getGraph().getNodeList();
  }

  Shape shape(String value) throws InvalidGraphException {
    long[] sizes = shapes.get(value);
    if (sizes == null) {
      throw new InvalidGraphException(name(), Texts.of("graph.forwardGraph.shapeUnknown", value));
    }
    return new Shape(sizes);
  }

  /** The values that depend on some inputs. */
  Set<String> dependingOn(Set<String> inputs) {
    Set<String> depending = new HashSet<>(inputs);
    for (NodeProto node : nodes()) {
      if (node.getInputList().stream().anyMatch(depending::contains)) {
        depending.addAll(node.getOutputList());
      }
    }
    depending.remove("");
    return depending;
  }

  /** The integers of a constant; empty if the value is none. */
  Optional<long[]> integers(String value) {
    TensorProto tensor = constant(value);
    if (tensor == null || tensor.getDataType() != TensorProto.DataType.INT64_VALUE) {
      return Optional.empty();
    }
    ByteBuffer data = raw(tensor);
    long[] values = new long[data.remaining() / Long.BYTES];
    data.asLongBuffer().get(values);
    return Optional.of(values);
  }

  /** The numbers of a float32 constant; empty if the value is none. */
  Optional<float[]> floats(String value) {
    TensorProto tensor = constant(value);
    if (tensor == null || tensor.getDataType() != TensorProto.DataType.FLOAT_VALUE) {
      return Optional.empty();
    }
    ByteBuffer data = raw(tensor);
    float[] values = new float[data.remaining() / Float.BYTES];
    data.asFloatBuffer().get(values);
    return Optional.of(values);
  }

  /** A constant, also behind nodes that hand it on as it is. */
  private TensorProto constant(String value) {
    TensorProto tensor = constants.get(value);
    NodeProto maker = makers.get(value);
    while (tensor == null && maker != null && maker.getOpType().equals("Identity")) {
      tensor = constants.get(maker.getInput(0));
      maker = makers.get(maker.getInput(0));
    }
    return tensor;
  }

  private static ByteBuffer raw(TensorProto tensor) {
    return tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }
}
