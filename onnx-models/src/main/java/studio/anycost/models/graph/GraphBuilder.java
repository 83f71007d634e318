package studio.anycost.models.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import studio.anycost.models.io.HalfFloat;

/**
 * Builds one ONNX model node by node. Values are referred to by name; every method that adds a node
 * returns the name of its output. Not safe for use by several threads.
 */
public final class GraphBuilder {
  private static final int IR_VERSION = 8;
  private static final int OPSET = 17;

  private final WeightStorage storage;
  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final ModelProto.Builder model = ModelProto.newBuilder();
  private final Map<String, String> weights = new HashMap<>();

  /**
   * @param name of the graph, as viewers show it
   * @param storage for {@link #weight}; constants stay float32
   */
  public GraphBuilder(String name, WeightStorage storage) {
    this.storage = storage;
    graph.setName(name);
    model
        .setIrVersion(IR_VERSION)
        .setProducerName("anycost-studio")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET));
  }

  /** An axis of an input or output: a number, a channel symbol or a free name. */
  public static String axis(long size) {
    return Long.toString(size);
  }

  /** Declares a float32 input; axes that are not numbers become symbolic. */
  public String input(String name, String... axes) {
    graph.addInput(value(name, axes));
    return name;
  }

  /** Declares a float32 output and the value that it shows. */
  public void output(String name, String value, String... axes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setName(name + "/identity")
            .setOpType("Identity")
            .addInput(value)
            .addOutput(name));
    graph.addOutput(value(name, axes));
  }

  /** Declares a float32 output that a node of the same name gives. */
  public void output(String name, long... shape) {
    graph.addOutput(
        value(name, LongStream.of(shape).mapToObj(GraphBuilder::axis).toArray(String[]::new)));
  }

  /** Lets {@link #node(String, String, String, List, Attribute...)} use a further operator set. */
  public void importOperators(String domain, long version) {
    model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version));
  }

  private static ValueInfoProto value(String name, String... axes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (String axis : axes) {
      if (axis.chars().allMatch(Character::isDigit)) {
        shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(Long.parseLong(axis)));
      } else {
        shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(axis));
      }
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT_VALUE)
                        .setShape(shape)))
        .build();
  }

  /**
   * Adds a float32 constant that is never sliced.
   *
   * @param data row-major, as many values as the shape says
   */
  public String constant(String name, float[] data, long... shape) {
    addFloats(name, data, WeightStorage.FLOAT32, shape);
    return name;
  }

  /** Adds a float32 constant whose axes follow channel symbols ({@code *} = fixed). */
  public String constant(String name, float[] data, List<String> symbols, long... shape) {
    addFloats(name, data, WeightStorage.FLOAT32, shape);
    model.addMetadataProps(ChannelSymbols.axes(name, symbols));
    return name;
  }

  /** Adds a constant of 64-bit integers, one axis. */
  public String integers(String name, long... data) {
    ByteBuffer bytes = ByteBuffer.allocate(data.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(data);
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.INT64_VALUE)
            .addDims(data.length)
            .setRawData(ByteString.copyFrom(bytes)));
    return name;
  }

  /** Adds a large weight in the chosen storage; the returned value is float32 in any case. */
  public String weight(String name, float[] data, long... shape) {
    addFloats(name, data, storage, shape);
    return weights.computeIfAbsent(name, this::asFloat32);
  }

  /** Adds a large weight whose axes follow channel symbols ({@code *} = fixed). */
  public String weight(String name, float[] data, List<String> symbols, long... shape) {
    model.addMetadataProps(ChannelSymbols.axes(name, symbols));
    return weight(name, data, shape);
  }

  private String asFloat32(String name) {
    return storage == WeightStorage.FLOAT32
        ? name
        : node(
            "Cast",
            name + "/float32",
            List.of(name),
            Attribute.of("to", TensorProto.DataType.FLOAT_VALUE));
  }

  private void addFloats(String name, float[] data, WeightStorage kind, long... shape) {
    if (LongStream.of(shape).reduce(1, Math::multiplyExact) != data.length) {
      throw new IllegalArgumentException(
          name + ": " + data.length + " values for the shape " + Arrays.toString(shape));
    }
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name);
    LongStream.of(shape).forEach(tensor::addDims);
    if (kind == WeightStorage.FLOAT16) {
      ByteBuffer bytes = ByteBuffer.allocate(data.length * 2).order(ByteOrder.LITTLE_ENDIAN);
      ShortBuffer halves = bytes.asShortBuffer();
      for (float value : data) {
        halves.put(HalfFloat.of(value));
      }
      tensor.setDataType(TensorProto.DataType.FLOAT16_VALUE).setRawData(ByteString.copyFrom(bytes));
    } else {
      ByteBuffer bytes = ByteBuffer.allocate(data.length * 4).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(data);
      tensor.setDataType(TensorProto.DataType.FLOAT_VALUE).setRawData(ByteString.copyFrom(bytes));
    }
    graph.addInitializer(tensor);
  }

  /**
   * Adds a node with one output, named like the node.
   *
   * @param operator of the standard domain, opset 17
   */
  public String node(String operator, String name, List<String> inputs, Attribute... attributes) {
    return node("", operator, name, inputs, attributes);
  }

  /**
   * Adds a node with one output, named like the node.
   *
   * @param domain imported before
   */
  public String node(
      String domain, String operator, String name, List<String> inputs, Attribute... attributes) {
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setName(name)
            .setDomain(domain)
            .setOpType(operator)
            .addAllInput(inputs)
            .addOutput(name);
    for (Attribute attribute : attributes) {
      node.addAttribute(attribute.proto);
      if (attribute.symbol != null) {
        model.addMetadataProps(
            ChannelSymbols.attribute(name, attribute.proto.getName(), attribute.symbol));
      }
    }
    graph.addNode(node);
    return name;
  }

  /** The finished model. */
  public ModelProto build() {
    return model.setGraph(graph).build();
  }

  /** A node's attribute. */
  public static final class Attribute {
    private final AttributeProto proto;
    private final String symbol;

    private Attribute(AttributeProto.Builder proto, String symbol) {
      this.proto = proto.build();
      this.symbol = symbol;
    }

    /** An integer. */
    public static Attribute of(String name, long value) {
      return new Attribute(integer(name, value), null);
    }

    /** An integer that follows a channel symbol. */
    public static Attribute of(String name, long value, String symbol) {
      return new Attribute(integer(name, value), symbol);
    }

    /** A float. */
    public static Attribute of(String name, float value) {
      return new Attribute(
          AttributeProto.newBuilder()
              .setName(name)
              .setType(AttributeProto.AttributeType.FLOAT)
              .setF(value),
          null);
    }

    /** A text. */
    public static Attribute of(String name, String value) {
      return new Attribute(
          AttributeProto.newBuilder()
              .setName(name)
              .setType(AttributeProto.AttributeType.STRING)
              .setS(ByteString.copyFromUtf8(value)),
          null);
    }

    /** A list of floats. */
    public static Attribute floats(String name, float... values) {
      AttributeProto.Builder proto =
          AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.FLOATS);
      for (float value : values) {
        proto.addFloats(value);
      }
      return new Attribute(proto, null);
    }

    /** A list of integers. */
    public static Attribute list(String name, long... values) {
      AttributeProto.Builder proto =
          AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
      LongStream.of(values).forEach(proto::addInts);
      return new Attribute(proto, null);
    }

    private static AttributeProto.Builder integer(String name, long value) {
      return AttributeProto.newBuilder()
          .setName(name)
          .setType(AttributeProto.AttributeType.INT)
          .setI(value);
    }
  }
}
