package studio.anycost.spark;

import java.util.List;
import studio.anycost.models.graph.GraphBuilder;
import studio.anycost.models.graph.GraphBuilder.Attribute;
import studio.anycost.models.graph.WeightStorage;

/** A network of the tests' own: the means of a picture's quarters, colour by colour. */
final class Eyes {
  static final int SIDE = 16;
  static final int VALUES = 12;

  private Eyes() {}

  static byte[] bytes() {
    GraphBuilder graph = new GraphBuilder("quarters", WeightStorage.FLOAT32);
    String image = graph.input("image", "n", "3", String.valueOf(SIDE), String.valueOf(SIDE));
    String pooled =
        graph.node(
            "AveragePool",
            "pooled",
            List.of(image),
            Attribute.list("kernel_shape", SIDE / 2, SIDE / 2),
            Attribute.list("strides", SIDE / 2, SIDE / 2));
    String flat = graph.node("Flatten", "flat", List.of(pooled));
    graph.output("quarters", flat, "n", String.valueOf(VALUES));
    return graph.build().toByteArray();
  }
}
