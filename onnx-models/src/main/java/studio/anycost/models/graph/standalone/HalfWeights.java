package studio.anycost.models.graph.standalone;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import studio.anycost.models.io.HalfFloat;

/** Stores the large float32 constants of a model as float16, each with a cast behind it. */
final class HalfWeights {
  /** Below this, nothing is saved that anybody would notice. */
  private static final int LARGE_BYTES = 1024;

  private HalfWeights() {}

  static ModelProto of(ModelProto model) {
    GraphProto graph = model.getGraph();
    Map<String, String> cast = new HashMap<>();
    List<NodeProto> casts = new ArrayList<>();
    GraphProto.Builder halved = graph.toBuilder().clearInitializer().clearNode();
    for (TensorProto tensor : graph.getInitializerList()) {
      if (tensor.getDataType() == TensorProto.DataType.FLOAT_VALUE
          && tensor.getRawData().size() >= LARGE_BYTES) {
        String wide = tensor.getName() + "/float32";
        cast.put(tensor.getName(), wide);
        casts.add(cast(tensor.getName(), wide));
        halved.addInitializer(half(tensor));
      } else {
        halved.addInitializer(tensor);
      }
    }
    halved.addAllNode(casts);
    for (NodeProto node : graph.getNodeList()) {
      NodeProto.Builder copy = node.toBuilder().clearInput();
      node.getInputList().forEach(input -> copy.addInput(cast.getOrDefault(input, input)));
      halved.addNode(copy);
    }
    return model.toBuilder().setGraph(halved).build();
  }

  private static NodeProto cast(String from, String to) {
    return NodeProto.newBuilder()
        .setName(to)
        .setOpType("Cast")
        .addInput(from)
        .addOutput(to)
        .addAttribute(
            AttributeProto.newBuilder()
                .setName("to")
                .setType(AttributeProto.AttributeType.INT)
                .setI(TensorProto.DataType.FLOAT_VALUE))
        .build();
  }

  private static TensorProto half(TensorProto tensor) {
    FloatBuffer values =
        tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    ByteBuffer bytes =
        ByteBuffer.allocate(values.remaining() * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    ShortBuffer halves = bytes.asShortBuffer();
    while (values.hasRemaining()) {
      halves.put(HalfFloat.of(values.get()));
    }
    return tensor.toBuilder()
        .setDataType(TensorProto.DataType.FLOAT16_VALUE)
        .setRawData(ByteString.copyFrom(bytes))
        .build();
  }
}
