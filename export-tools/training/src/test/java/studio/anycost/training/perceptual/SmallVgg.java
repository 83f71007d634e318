package studio.anycost.training.perceptual;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.objective.FeatureLayer;
import studio.anycost.api.objective.ImageInput;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.features.FeatureFile;
import studio.anycost.models.graph.GraphBuilder;
import studio.anycost.models.graph.GraphBuilder.Attribute;
import studio.anycost.models.graph.WeightStorage;

/** The perceptual network of reference/make_stages_golden.py, as LPIPS' import writes networks. */
public final class SmallVgg {
  private static final float[] SHIFT = {-0.030f, -0.088f, -0.188f};
  private static final float[] SCALE = {0.458f, 0.448f, 0.450f};

  private SmallVgg() {}

  public static PerceptualDistance of(TensorTable weights) throws IOException {
    GraphBuilder graph = new GraphBuilder("small", WeightStorage.FLOAT32);
    String image = graph.input("image", "n", "3", "height", "width");
    String shifted =
        graph.node("Sub", "shifted", List.of(image, graph.constant("shift", SHIFT, 1, 3, 1, 1)));
    String x =
        graph.node("Div", "scaled", List.of(shifted, graph.constant("scale", SCALE, 1, 3, 1, 1)));
    x = convolution(graph, weights, x, 0, 8, 3);
    x = convolution(graph, weights, x, 1, 8, 8);
    graph.output("first", x, "n", "8", "height1", "width1");
    x =
        graph.node(
            "MaxPool",
            "pool",
            List.of(x),
            Attribute.list("kernel_shape", 2, 2),
            Attribute.list("strides", 2, 2));
    x = convolution(graph, weights, x, 2, 12, 8);
    graph.output("second", x, "n", "12", "height2", "width2");
    FeatureFile file =
        new FeatureFile(
            "small",
            new ImageInput(4, 256, -1, 1, Optional.empty()),
            List.of(layer(weights, "first", "lin0"), layer(weights, "second", "lin1")),
            graph.build());
    return PerceptualDistance.of(FeatureFile.parse(file.toBytes(), "small"));
  }

  private static FeatureLayer layer(TensorTable weights, String output, String name)
      throws IOException {
    List<Float> values = new ArrayList<>();
    for (float value : weights.require(name).toFloatArray()) {
      values.add(value);
    }
    return new FeatureLayer(output, true, values);
  }

  private static String convolution(
      GraphBuilder graph, TensorTable weights, String x, int index, int out, int in)
      throws IOException {
    String weight = index + ".weight";
    String bias = index + ".bias";
    String sum =
        graph.node(
            "Conv",
            "conv" + index,
            List.of(
                x,
                graph.weight(weight, weights.require(weight).toFloatArray(), out, in, 3, 3),
                graph.constant(bias, weights.require(bias).toFloatArray(), out)),
            Attribute.list("kernel_shape", 3, 3),
            Attribute.list("pads", 1, 1, 1, 1));
    return graph.node("Relu", "relu" + index, List.of(sum));
  }
}
