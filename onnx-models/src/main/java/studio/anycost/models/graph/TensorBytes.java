package studio.anycost.models.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.List;

/** Prefix slices of an initializer's raw data, without looking at the element type. */
final class TensorBytes {
  private TensorBytes() {}

  /** Bytes of one element, or 0 for a type that is not supported. */
  static int elementSize(int dataType) {
    return switch (dataType) {
      case TensorProto.DataType.FLOAT_VALUE, TensorProto.DataType.INT32_VALUE -> 4;
      case TensorProto.DataType.FLOAT16_VALUE -> 2;
      case TensorProto.DataType.INT64_VALUE, TensorProto.DataType.DOUBLE_VALUE -> 8;
      case TensorProto.DataType.UINT8_VALUE,
          TensorProto.DataType.INT8_VALUE,
          TensorProto.DataType.BOOL_VALUE ->
          1;
      default -> 0;
    };
  }

  /** The first {@code target[i]} entries along every axis i. */
  static TensorProto prefix(TensorProto tensor, long[] target) {
    List<Long> dims = tensor.getDimsList();
    int outer = 0; // axes from here on are whole, so that one copy takes them in a row
    for (int axis = 0; axis < target.length; axis++) {
      if (target[axis] != dims.get(axis)) {
        outer = axis + 1;
      }
    }
    if (outer == 0) {
      return tensor;
    }
    long run = elementSize(tensor.getDataType());
    for (int axis = outer; axis < target.length; axis++) {
      run *= dims.get(axis);
    }
    long total = run;
    for (int axis = 0; axis < outer; axis++) {
      total *= target[axis];
    }
    ByteBuffer sliced = ByteBuffer.allocate(Math.toIntExact(total));
    copy(tensor.getRawData().asReadOnlyByteBuffer(), dims, target, 0, outer, 0, run, sliced);
    TensorProto.Builder result = tensor.toBuilder().clearDims();
    for (long size : target) {
      result.addDims(size);
    }
    return result.setRawData(ByteString.copyFrom(sliced.flip())).build();
  }

  private static void copy(
      ByteBuffer source,
      List<Long> dims,
      long[] target,
      int axis,
      int outer,
      long index,
      long run,
      ByteBuffer sliced) {
    long first = index * dims.get(axis);
    if (axis == outer - 1) {
      // The prefix of the last sliced axis is contiguous.
      int length = Math.toIntExact(target[axis] * run);
      sliced.put(source.slice(Math.toIntExact(first * run), length));
      return;
    }
    for (long i = 0; i < target[axis]; i++) {
      copy(source, dims, target, axis + 1, outer, first + i, run, sliced);
    }
  }
}
