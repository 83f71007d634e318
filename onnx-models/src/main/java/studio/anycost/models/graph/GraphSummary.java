package studio.anycost.models.graph;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;

/**
 * What a graph is made of, for people.
 *
 * @param convolutions how many there are
 * @param storage of the large weights
 */
public record GraphSummary(long convolutions, WeightStorage storage) {
  /**
   * Looks at an untrusted graph.
   *
   * @param title what messages call it
   * @throws InvalidGraphException if {@link OnnxGuard} refuses it
   */
  public static GraphSummary read(byte[] bytes, String title) throws InvalidGraphException {
    ModelProto model = OnnxGuard.parse(bytes, title);
    long convolutions =
        model.getGraph().getNodeList().stream()
            .filter(node -> node.getOpType().equals("Conv"))
            .count();
    boolean half =
        model.getGraph().getInitializerList().stream()
            .anyMatch(each -> each.getDataType() == TensorProto.DataType.FLOAT16_VALUE);
    return new GraphSummary(convolutions, half ? WeightStorage.FLOAT16 : WeightStorage.FLOAT32);
  }
}
