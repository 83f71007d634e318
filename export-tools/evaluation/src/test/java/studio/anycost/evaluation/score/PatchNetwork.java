package studio.anycost.evaluation.score;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.List;
import studio.anycost.models.graph.GraphBuilder;
import studio.anycost.models.graph.GraphBuilder.Attribute;
import studio.anycost.models.graph.WeightStorage;

/** A network of 16 px whose features are the colours of four patches. */
public final class PatchNetwork {
  private PatchNetwork() {}

  public static byte[] bytes() {
    return graph().toByteArray();
  }

  static ModelProto graph() {
    GraphBuilder graph = new GraphBuilder("patches", WeightStorage.FLOAT32);
    String image = graph.input("image", "n", "3", "16", "16");
    String pooled =
        graph.node(
            "AveragePool",
            "pooled",
            List.of(image),
            Attribute.list("kernel_shape", 8, 8),
            Attribute.list("strides", 8, 8));
    String flat = graph.node("Flatten", "flat", List.of(pooled));
    graph.output("patches", flat, "n", "12");
    return graph.build();
  }
}
