package studio.anycost.models.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import studio.anycost.models.words.Texts;

/** Checks the tensors that an untrusted graph holds, and brings all of them into one form. */
final class StoredTensors {
  private static final int MAX_RANK = 8;

  private final String graph;

  /**
   * @param graph what messages call it
   */
  StoredTensors(String graph) {
    this.graph = graph;
  }

  /**
   * The same tensor with its values as raw data, whatever form they had.
   *
   * @param what names it in messages
   * @throws InvalidGraphException if its data is elsewhere, of a kind that is not supported, or not
   *     of the size that its shape says
   */
  TensorProto checked(TensorProto tensor, String what) throws InvalidGraphException {
    if (tensor.getDataLocation() != TensorProto.DataLocation.DEFAULT
        || tensor.getExternalDataCount() > 0) {
      throw fault(Texts.of("graph.storedTensors.dataElsewhere", what));
    }
    int elementSize = TensorBytes.elementSize(tensor.getDataType());
    if (elementSize == 0) {
      throw fault(Texts.of("graph.storedTensors.elementType", what));
    }
    if (tensor.getDimsCount() > MAX_RANK) {
      throw fault(Texts.of("graph.storedTensors.tooManyAxes", what, tensor.getDimsCount()));
    }
    // The empty list is how exporters leave an operand out; nothing else may be empty.
    boolean emptyList = tensor.getDimsCount() == 1 && tensor.getDims(0) == 0;
    long count = 1;
    for (long size : tensor.getDimsList()) {
      if (size < (emptyList ? 0 : 1) || size > Integer.MAX_VALUE || count > Integer.MAX_VALUE) {
        throw fault(Texts.of("graph.storedTensors.absurdShape", what));
      }
      count *= size;
    }
    if (!tensor.getRawData().isEmpty() || count == 0) {
      if (listed(tensor) > 0 || count * elementSize != tensor.getRawData().size()) {
        throw mismatch(what);
      }
      return tensor;
    }
    return raw(tensor, count * elementSize, what);
  }

  /** From one of the lists that a file may have instead of raw data. */
  private TensorProto raw(TensorProto tensor, long bytes, String what)
      throws InvalidGraphException {
    int size = TensorBytes.elementSize(tensor.getDataType());
    int count =
        switch (tensor.getDataType()) {
          case TensorProto.DataType.FLOAT_VALUE -> tensor.getFloatDataCount();
          case TensorProto.DataType.DOUBLE_VALUE -> tensor.getDoubleDataCount();
          case TensorProto.DataType.INT64_VALUE -> tensor.getInt64DataCount();
          default -> tensor.getInt32DataCount();
        };
    // Compared before anything of that size is made.
    if ((long) count * size != bytes || count != listed(tensor)) {
      throw mismatch(what);
    }
    ByteBuffer data = ByteBuffer.allocate(count * size).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      switch (tensor.getDataType()) {
        case TensorProto.DataType.FLOAT_VALUE -> data.putFloat(tensor.getFloatData(i));
        case TensorProto.DataType.DOUBLE_VALUE -> data.putDouble(tensor.getDoubleData(i));
        case TensorProto.DataType.INT64_VALUE -> data.putLong(tensor.getInt64Data(i));
        case TensorProto.DataType.INT32_VALUE -> data.putInt(tensor.getInt32Data(i));
        case TensorProto.DataType.FLOAT16_VALUE -> data.putShort((short) tensor.getInt32Data(i));
        default -> data.put((byte) tensor.getInt32Data(i));
      }
    }
    return tensor.toBuilder()
        .clearFloatData()
        .clearDoubleData()
        .clearInt64Data()
        .clearInt32Data()
        .setRawData(ByteString.copyFrom(data.flip()))
        .build();
  }

  private static int listed(TensorProto tensor) {
    return tensor.getFloatDataCount()
        + tensor.getDoubleDataCount()
        + tensor.getInt64DataCount()
        + tensor.getInt32DataCount()
        + tensor.getUint64DataCount()
        + tensor.getStringDataCount();
  }

  private InvalidGraphException mismatch(String what) {
    return fault(Texts.of("graph.storedTensors.otherShape", what));
  }

  private InvalidGraphException fault(String fault) {
    return new InvalidGraphException(graph, fault);
  }
}
