package studio.anycost.models.runtime;

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
import java.util.List;

/** A small ONNX graph made by hand; every method appends and returns the name of its output. */
final class SyntheticGraph {
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("synthetic");
  private int counter;

  String input(String name, long... shape) {
    graph.addInput(value(name, shape));
    return name;
  }

  void output(String name, String from, long... shape) {
    graph.addNode(
        NodeProto.newBuilder().setOpType("Identity").addInput(from).addOutput(name).build());
    graph.addOutput(value(name, shape));
  }

  String constant(long[] shape, float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return initializer(TensorProto.DataType.FLOAT, shape, ByteString.copyFrom(bytes.array()));
  }

  String constant(long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return initializer(
        TensorProto.DataType.INT64, new long[] {values.length}, ByteString.copyFrom(bytes.array()));
  }

  /** Weights of one byte each. */
  String bytes(long[] shape, int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return initializer(TensorProto.DataType.UINT8, shape, ByteString.copyFrom(bytes));
  }

  /** Pseudo-random weights that depend on the position alone, so that a cut is a prefix. */
  String weights(int layer, double size, long... shape) {
    long count = 1;
    for (long axis : shape) {
      count *= axis;
    }
    float[] values = new float[Math.toIntExact(count)];
    for (int i = 0; i < values.length; i++) {
      int rest = i;
      int hash = layer * 31;
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        hash = hash * 131 + (int) (rest % shape[axis]);
        rest /= (int) shape[axis];
      }
      values[i] = (float) (size * Math.sin(hash * 0.37 + layer));
    }
    return constant(shape, values);
  }

  String node(String type, List<String> inputs, AttributeProto... attributes) {
    String output = "v" + counter++;
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(type)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(List.of(attributes))
            .build());
    return output;
  }

  static AttributeProto ints(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  static AttributeProto number(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  byte[] toBytes() {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  private String initializer(TensorProto.DataType type, long[] shape, ByteString data) {
    String name = "c" + counter++;
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(type.getNumber()).setRawData(data);
    for (long axis : shape) {
      tensor.addDims(axis);
    }
    graph.addInitializer(tensor);
    return name;
  }

  /** A negative axis is a free one. */
  private static ValueInfoProto value(String name, long... shape) {
    TensorShapeProto.Builder dims = TensorShapeProto.newBuilder();
    for (long axis : shape) {
      TensorShapeProto.Dimension.Builder dim = TensorShapeProto.Dimension.newBuilder();
      dims.addDim(axis < 0 ? dim.setDimParam("n") : dim.setDimValue(axis));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT.getNumber())
                        .setShape(dims)))
        .build();
  }
}
