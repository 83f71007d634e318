package studio.anycost.export.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.List;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.models.graph.GraphBuilder;
import studio.anycost.models.graph.GraphBuilder.Attribute;
import studio.anycost.models.graph.StageNames;
import studio.anycost.models.graph.WeightStorage;

/**
 * Writes the mapping z to w: pixel norm {@code z * rsqrt(mean(z^2) + 1e-8)}, then equalised linear
 * layers with learning-rate multiplier 0.01, each followed by leaky ReLU 0.2 times sqrt 2 (Karras
 * et al., StyleGAN2).
 */
public final class MappingGraphWriter {
  private static final double LEARNING_RATE_MULTIPLIER = 0.01;

  private MappingGraphWriter() {}

  /**
   * Writes the graph: input {@code z} [n, styleDim], output {@code w} [n, styleDim].
   *
   * @throws CheckpointException if a layer is missing, misshapen or not finite
   */
  public static ModelProto write(GeneratorSpec spec, TensorTable tensors, WeightStorage storage)
      throws CheckpointException {
    int dimension = spec.styleDimension();
    WeightReader weights = new WeightReader(tensors);
    GraphBuilder graph = new GraphBuilder("mapping", storage);
    String z = graph.input(StageNames.Z, "n", GraphBuilder.axis(dimension));
    String square = graph.node("Mul", "pixel_norm/square", List.of(z, z));
    String mean =
        graph.node(
            "ReduceMean",
            "pixel_norm/mean",
            List.of(square),
            Attribute.list("axes", 1),
            Attribute.of("keepdims", 1));
    String epsilon = graph.constant("pixel_norm/epsilon", new float[] {1e-8f}, 1);
    String shifted = graph.node("Add", "pixel_norm/add", List.of(mean, epsilon));
    String root = graph.node("Sqrt", "pixel_norm/sqrt", List.of(shifted));
    String x = graph.node("Div", "pixel_norm", List.of(z, root));

    // Leaky ReLU is positively homogeneous, so its gain sqrt 2 goes into weight and bias.
    double gain = Math.sqrt(2);
    double scale = LEARNING_RATE_MULTIPLIER / Math.sqrt(dimension) * gain;
    for (int layer = 1; layer <= spec.mappingLayers(); layer++) {
      String name = "style." + layer;
      String weight =
          graph.weight(
              name + ".weight",
              weights.scaled(scale, name + ".weight", dimension, dimension),
              dimension,
              dimension);
      String bias =
          graph.constant(
              name + ".bias",
              weights.scaled(LEARNING_RATE_MULTIPLIER * gain, name + ".bias", dimension),
              dimension);
      String linear =
          graph.node("Gemm", name + "/linear", List.of(x, weight, bias), Attribute.of("transB", 1));
      x =
          graph.node(
              "LeakyRelu", name + "/activation", List.of(linear), Attribute.of("alpha", 0.2f));
    }
    graph.output(StageNames.W, x, "n", GraphBuilder.axis(dimension));
    return graph.build();
  }
}
