package studio.anycost.models.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about the small 64-bit integer tensors of a graph without running it: the
 * constants, and what the usual arithmetic on shapes makes of them. What follows from a free size
 * is as small as that size can be; the true numbers are never smaller than the ones known here.
 */
final class KnownIntegers {
  /** Shapes and axes have a handful of entries. */
  private static final int MOST = 64;

  private final Map<String, List<Long>> values = new HashMap<>();

  Optional<List<Long>> find(String value) {
    return Optional.ofNullable(values.get(value));
  }

  void put(String value, List<Long> integers) {
    if (integers.size() <= MOST) {
      values.put(value, integers);
    }
  }

  /** Notes a constant, if it is one of integers. */
  void put(String value, TensorProto tensor) {
    if (tensor.getDataType() != TensorProto.DataType.INT64_VALUE
        || tensor.getRawData().size() > MOST * Long.BYTES) {
      return;
    }
    ByteBuffer data = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    List<Long> integers = new ArrayList<>();
    while (data.hasRemaining()) {
      integers.add(data.getLong());
    }
    values.put(value, integers);
  }

  /** Notes what a node gives, if that is known. */
  void follow(NodeProto node) {
    if (node.getOutputCount() != 1) {
      return;
    }
    Optional<List<Long>> result =
        switch (node.getOpType()) {
          case "Constant" -> constant(node);
          case "Identity", "Squeeze", "Unsqueeze", "Reshape", "Flatten" -> input(node, 0);
          case "Concat" -> concatenated(node);
          case "Gather" -> gathered(node);
          case "Add", "Mul" -> computed(node);
          default -> Optional.empty();
        };
    result.ifPresent(integers -> put(node.getOutput(0), integers));
  }

  private Optional<List<Long>> input(NodeProto node, int index) {
    return node.getInputCount() > index ? find(node.getInput(index)) : Optional.empty();
  }

  private static Optional<List<Long>> constant(NodeProto node) {
    NodeAttributes attributes = new NodeAttributes(node);
    return attributes
        .integers("value_ints")
        .or(() -> attributes.find("value_int").map(AttributeProto::getI).map(List::of));
  }

  private Optional<List<Long>> concatenated(NodeProto node) {
    List<Long> result = new ArrayList<>();
    for (String part : node.getInputList()) {
      Optional<List<Long>> known = find(part);
      if (known.isEmpty()) {
        return Optional.empty();
      }
      result.addAll(known.get());
      if (result.size() > MOST) {
        return Optional.empty();
      }
    }
    return Optional.of(result);
  }

  private Optional<List<Long>> gathered(NodeProto node) {
    Optional<List<Long>> data = input(node, 0);
    Optional<List<Long>> indices = input(node, 1);
    if (data.isEmpty() || indices.isEmpty()) {
      return Optional.empty();
    }
    List<Long> result = new ArrayList<>();
    int size = data.get().size();
    for (long index : indices.get()) {
      long position = index < 0 ? index + size : index;
      if (position < 0 || position >= size) {
        return Optional.empty();
      }
      result.add(data.get().get((int) position));
    }
    return Optional.of(result);
  }

  private Optional<List<Long>> computed(NodeProto node) {
    Optional<List<Long>> left = input(node, 0);
    Optional<List<Long>> right = input(node, 1);
    if (left.isEmpty() || right.isEmpty() || left.get().isEmpty() || right.get().isEmpty()) {
      return Optional.empty();
    }
    boolean product = node.getOpType().equals("Mul");
    int count = Math.max(left.get().size(), right.get().size());
    List<Long> result = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long a = left.get().get(Math.min(i, left.get().size() - 1));
      long b = right.get().get(Math.min(i, right.get().size() - 1));
      long value = product ? Sizes.times(a, b) : Sizes.plus(a, b);
      // A product with a negative number is no lower bound, and the runtime's numbers wrap around.
      if ((product && (a < 0 || b < 0)) || value == Long.MAX_VALUE || value == Long.MIN_VALUE) {
        return Optional.empty();
      }
      result.add(value);
    }
    return Optional.of(result);
  }
}
