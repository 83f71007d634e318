package studio.anycost.models.graph.gradient;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A graph of one operator, and how its inputs are drawn. */
final class Case {
  private final String name;
  private final NodeProto.Builder node;
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("case");
  private final Map<String, long[]> inputs = new LinkedHashMap<>();
  private double scale = 1;
  private double offset;
  private int outputs = 1;
  private long opset = 17;

  private Case(String name, String operator) {
    this.name = name;
    this.node = NodeProto.newBuilder().setName("node").setOpType(operator);
  }

  static Case of(String operator) {
    return of(operator, operator);
  }

  static Case of(String name, String operator) {
    return new Case(name, operator);
  }

  /** Adds an input that a gradient is wanted of. */
  Case x(long... shape) {
    String input = "x" + inputs.size();
    inputs.put(input, shape);
    graph.addInput(value(input, shape));
    node.addInput(input);
    return this;
  }

  /** Adds a constant. */
  Case floats(float[] values, long... shape) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return constant(TensorProto.DataType.FLOAT_VALUE, bytes, shape);
  }

  /** Adds a constant list of integers. */
  Case integers(long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return constant(TensorProto.DataType.INT64_VALUE, bytes, values.length);
  }

  /** Adds a constant of truth values. */
  Case flags(boolean[] values, long... shape) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length);
    for (boolean value : values) {
      bytes.put((byte) (value ? 1 : 0));
    }
    return constant(TensorProto.DataType.BOOL_VALUE, bytes.flip(), shape);
  }

  private Case constant(int type, ByteBuffer bytes, long... shape) {
    String constant = "constant" + graph.getInitializerCount();
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(constant)
            .setDataType(type)
            .setRawData(ByteString.copyFrom(bytes));
    Arrays.stream(shape).forEach(tensor::addDims);
    graph.addInitializer(tensor);
    node.addInput(constant);
    return this;
  }

  /** Leaves an input out. */
  Case none() {
    node.addInput("");
    return this;
  }

  Case with(AttributeProto attribute) {
    node.addAttribute(attribute);
    return this;
  }

  Case list(String attribute, long... values) {
    return with(Nodes.list(attribute, values));
  }

  Case integer(String attribute, long value) {
    return with(Nodes.integer(attribute, value));
  }

  Case number(String attribute, double value) {
    return with(Nodes.number(attribute, value));
  }

  Case text(String attribute, String value) {
    return with(Nodes.text(attribute, value));
  }

  /** Draws the inputs from {@code offset +- scale} instead of +-1. */
  Case drawn(double newOffset, double newScale) {
    offset = newOffset;
    scale = newScale;
    return this;
  }

  Case outputs(int count) {
    outputs = count;
    return this;
  }

  Case opset(long version) {
    opset = version;
    return this;
  }

  String operator() {
    return node.getOpType();
  }

  Map<String, long[]> inputs() {
    return inputs;
  }

  double offset() {
    return offset;
  }

  double scale() {
    return scale;
  }

  List<String> outputNames() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      names.add("y" + i);
    }
    return names;
  }

  ModelProto model() {
    GraphProto.Builder result = graph.clone();
    NodeProto.Builder last = node.clone();
    for (String output : outputNames()) {
      last.addOutput(output);
      result.addOutput(value(output));
    }
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
        .setGraph(result.addNode(last))
        .build();
  }

  private static ValueInfoProto value(String name, long... shape) {
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE);
    if (!name.startsWith("y")) {
      TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
      Arrays.stream(shape)
          .forEach(size -> sizes.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size)));
      tensor.setShape(sizes);
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  @Override
  public String toString() {
    return name;
  }
}
