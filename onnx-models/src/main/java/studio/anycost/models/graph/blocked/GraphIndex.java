package studio.anycost.models.graph.blocked;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import studio.anycost.models.io.HalfFloat;

/**
 * Looks a graph up by the names of its values and checks that it is what the caller expects. Notes
 * which nodes it gave out, so that no node is overlooked.
 */
final class GraphIndex {
  /** The graph is not what was looked for; no fault of anybody's. */
  static final class Mismatch extends Exception {
    private static final long serialVersionUID = 1;

    Mismatch(String what) {
      super(what, null, false, false);
    }
  }

  private final GraphProto graph;
  private final Map<String, NodeProto> nodes = new HashMap<>();
  private final Map<String, TensorProto> initializers = new HashMap<>();
  private final Map<String, ValueInfoProto> inputs = new HashMap<>();
  private final Set<String> used = new HashSet<>();

  GraphIndex(GraphProto graph) throws Mismatch {
    this.graph = graph;
    for (NodeProto node : graph.getNodeList()) {
      require(node.getOutputCount() == 1, node.getName() + " has one output");
      require(nodes.put(node.getOutput(0), node) == null, "values are written once");
    }
    graph.getInitializerList().forEach(tensor -> initializers.put(tensor.getName(), tensor));
    graph.getInputList().forEach(input -> inputs.put(input.getName(), input));
  }

  static void require(boolean holds, String what) throws Mismatch {
    if (!holds) {
      throw new Mismatch(what);
    }
  }

  /** Whether a value comes from such a node. */
  boolean is(String value, String operator) {
    NodeProto node = nodes.get(value);
    return node != null && node.getOpType().equals(operator);
  }

  /** One input of the node that gives a value. */
  String input(String value, String operator, int index) throws Mismatch {
    require(is(value, operator), value + " comes from " + operator);
    require(nodes.get(value).getInputCount() > index, value + " has more inputs");
    return nodes.get(value).getInput(index);
  }

  /** The inputs of the node that gives a value, which has exactly these attributes. */
  List<String> inputs(String value, String operator, int count, Map<String, Object> attributes)
      throws Mismatch {
    require(is(value, operator), value + " comes from " + operator);
    NodeProto node = nodes.get(value);
    require(node.getInputCount() == count, value + " has " + count + " inputs");
    Map<String, Object> actual = new HashMap<>();
    for (AttributeProto attribute : node.getAttributeList()) {
      actual.put(attribute.getName(), value(attribute));
    }
    require(actual.equals(attributes), value + " has the attributes " + attributes);
    used.add(value);
    return node.getInputList();
  }

  /** The float attribute of a node that has no other. */
  float onlyFloat(String value, String attribute) throws Mismatch {
    NodeProto node = nodes.get(value);
    require(
        node != null
            && node.getAttributeCount() == 1
            && node.getAttribute(0).getName().equals(attribute)
            && node.getAttribute(0).getType() == AttributeProto.AttributeType.FLOAT,
        value + " has the attribute " + attribute);
    return node.getAttribute(0).getF();
  }

  private static Object value(AttributeProto attribute) throws Mismatch {
    return switch (attribute.getType()) {
      case INT -> attribute.getI();
      case INTS -> attribute.getIntsList();
      case FLOAT -> attribute.getF();
      default -> throw new Mismatch(attribute.getName() + " is a number");
    };
  }

  /** The values of a constant, stored as float32 or as float16 with a cast. */
  float[] floats(String value, long... shape) throws Mismatch {
    TensorProto tensor = tensor(value);
    require(
        Arrays.equals(tensor.getDimsList().stream().mapToLong(Long::longValue).toArray(), shape),
        value + " has the shape " + Arrays.toString(shape));
    return floats(tensor);
  }

  /** The shape of a constant. */
  List<Long> shape(String value) throws Mismatch {
    return tensor(value).getDimsList();
  }

  private TensorProto tensor(String value) throws Mismatch {
    if (initializers.containsKey(value)) {
      return initializers.get(value);
    }
    String source =
        inputs(value, "Cast", 1, Map.of("to", (long) TensorProto.DataType.FLOAT_VALUE)).get(0);
    require(initializers.containsKey(source), source + " is a constant");
    return initializers.get(source);
  }

  private static float[] floats(TensorProto tensor) throws Mismatch {
    var bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    if (tensor.getDataType() == TensorProto.DataType.FLOAT_VALUE) {
      float[] values = new float[bytes.remaining() / Float.BYTES];
      bytes.asFloatBuffer().get(values);
      return values;
    }
    require(
        tensor.getDataType() == TensorProto.DataType.FLOAT16_VALUE,
        tensor.getName() + " holds floating-point numbers");
    float[] values = new float[bytes.remaining() / Short.BYTES];
    for (int i = 0; i < values.length; i++) {
      values[i] = HalfFloat.toFloat(bytes.getShort());
    }
    return values;
  }

  /** Checks a constant of 64-bit integers. */
  void requireIntegers(String value, long... expected) throws Mismatch {
    require(initializers.containsKey(value), value + " is a constant");
    TensorProto tensor = initializers.get(value);
    require(
        tensor.getDataType() == TensorProto.DataType.INT64_VALUE
            && Arrays.equals(integers(tensor), expected),
        value + " holds " + Arrays.toString(expected));
  }

  /** The only value of a constant of 64-bit integers. */
  int integer(String value) throws Mismatch {
    require(
        initializers.containsKey(value)
            && initializers.get(value).getDataType() == TensorProto.DataType.INT64_VALUE,
        value + " is a constant integer");
    long[] values = integers(initializers.get(value));
    require(values.length == 1 && values[0] >= 0 && values[0] < 1000, value + " is an index");
    return (int) values[0];
  }

  private static long[] integers(TensorProto tensor) {
    long[] values = new long[tensor.getRawData().size() / Long.BYTES];
    tensor
        .getRawData()
        .asReadOnlyByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asLongBuffer()
        .get(values);
    return values;
  }

  /** Checks that a value is an input of the graph with this shape. */
  void requireInput(String value, long... shape) throws Mismatch {
    require(inputs.containsKey(value), value + " is an input");
    require(
        Arrays.equals(shapeOf(inputs.get(value)), shape),
        value + " has the shape " + Arrays.toString(shape));
  }

  /** The shape of an input; symbolic axes are 0. */
  long[] inputShape(String name) throws Mismatch {
    require(inputs.containsKey(name), name + " is an input");
    return shapeOf(inputs.get(name));
  }

  /** The shape of an output; symbolic axes are 0. */
  long[] outputShape(String name) throws Mismatch {
    for (ValueInfoProto output : graph.getOutputList()) {
      if (output.getName().equals(name)) {
        return shapeOf(output);
      }
    }
    throw new Mismatch(name + " is an output");
  }

  private static long[] shapeOf(ValueInfoProto value) {
    return value.getType().getTensorType().getShape().getDimList().stream()
        .mapToLong(TensorShapeProto.Dimension::getDimValue)
        .toArray();
  }

  /** Checks that the graph holds no node and no output beyond what was looked at. */
  void requireNothingElse(int outputs) throws Mismatch {
    require(used.size() == graph.getNodeCount(), "nothing else is computed");
    require(graph.getOutputCount() == outputs, "there are " + outputs + " outputs");
  }
}
