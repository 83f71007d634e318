package studio.anycost.export.features;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.objective.FeatureLayer;
import studio.anycost.api.objective.ImageInput;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.checkpoint.TorchCheckpoint;
import studio.anycost.export.onnx.WeightReader;
import studio.anycost.models.graph.GraphBuilder;
import studio.anycost.models.graph.GraphBuilder.Attribute;
import studio.anycost.models.graph.WeightStorage;

/**
 * Makes the published perceptual measure, LPIPS on VGG-16 (version 0.1), from its two checkpoints.
 * The graph takes pictures in -1..1, any number of them and of any side from 16 px on, and gives
 * the features after the last ReLU of every block; the weights of the channels go with it.
 */
public final class LpipsImport {
  /** Four halvings must leave a pixel. */
  private static final int SMALLEST_SIDE = 16;

  /** The side at which generators are judged; larger pictures are averaged down. */
  private static final int LARGEST_SIDE = 256;

  /**
   * Mean and deviation of ImageNet, for pictures in -1..1; as the published package rounds them.
   */
  private static final float[] SHIFT = {-0.030f, -0.088f, -0.188f};

  private static final float[] SCALE = {0.458f, 0.448f, 0.450f};
  private static final String NAME = "VGG (LPIPS)";

  private LpipsImport() {}

  /**
   * Reads the checkpoints. Blocks; runs nothing that they contain.
   *
   * @param vgg a VGG-16, or a saved measure that has one
   * @param lin the weights of the layers; those beside the VGG if empty
   * @throws IOException with a sentence that names the file if it is damaged or another network
   */
  public static FeatureFile of(Path vgg, Optional<Path> lin) throws IOException {
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(vgg)) {
      TensorTable tensors = checkpoint.everything();
      Vgg16 network = Vgg16.find(tensors);
      List<Integer> channels = new ArrayList<>();
      for (List<String> block : network.blocks()) {
        channels.add(network.channels(block.get(block.size() - 1)));
      }
      if (lin.isEmpty() && !LpipsWeights.isIn(tensors)) {
        throw new IOException(
            vgg
                + " holds a VGG-16 and no weights of LPIPS: name them with --lpips-lin (vgg.pth of"
                + " the LPIPS package, weights/v0.1).");
      }
      List<List<Float>> weights =
          lin.isEmpty() ? LpipsWeights.read(tensors, channels) : read(lin.get(), channels);
      List<FeatureLayer> layers = new ArrayList<>();
      for (int i = 0; i < weights.size(); i++) {
        layers.add(new FeatureLayer(output(i, network.blocks().get(i)), true, weights.get(i)));
      }
      ImageInput input = new ImageInput(SMALLEST_SIDE, LARGEST_SIDE, -1, 1, Optional.empty());
      return new FeatureFile(NAME, input, layers, graph(tensors, network));
    }
  }

  private static List<List<Float>> read(Path lin, List<Integer> channels) throws IOException {
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(lin)) {
      return LpipsWeights.read(checkpoint.everything(), channels);
    }
  }

  /** As the literature calls it: {@code relu1_2}. */
  private static String output(int block, List<String> convolutions) {
    return "relu" + (block + 1) + "_" + convolutions.size();
  }

  private static ModelProto graph(TensorTable tensors, Vgg16 network) throws IOException {
    GraphBuilder graph = new GraphBuilder("vgg16", WeightStorage.FLOAT32);
    WeightReader weights = new WeightReader(tensors);
    String image = graph.input("image", "n", "3", "height", "width");
    String shifted =
        graph.node("Sub", "shifted", List.of(image, graph.constant("shift", SHIFT, 1, 3, 1, 1)));
    String x =
        graph.node("Div", "scaled", List.of(shifted, graph.constant("scale", SCALE, 1, 3, 1, 1)));
    int before = SHIFT.length;
    for (int block = 0; block < network.blocks().size(); block++) {
      List<String> convolutions = network.blocks().get(block);
      if (block > 0) {
        x =
            graph.node(
                "MaxPool",
                "pool" + block,
                List.of(x),
                Attribute.list("kernel_shape", 2, 2),
                Attribute.list("strides", 2, 2));
      }
      for (String name : convolutions) {
        int channels = network.channels(name);
        x = convolution(graph, weights, x, name, channels, before);
        before = channels;
      }
      String output = output(block, convolutions);
      graph.output(
          output, x, "n", GraphBuilder.axis(before), "height" + (block + 1), "width" + (block + 1));
    }
    return graph.build();
  }

  private static String convolution(
      GraphBuilder graph, WeightReader weights, String x, String name, int out, int in)
      throws IOException {
    String weight = name + ".weight";
    String bias = name + ".bias";
    String sum =
        graph.node(
            "Conv",
            name,
            List.of(
                x,
                graph.weight(weight, weights.read(weight, out, in, 3, 3), out, in, 3, 3),
                graph.constant(bias, weights.read(bias, out), out)),
            Attribute.list("kernel_shape", 3, 3),
            Attribute.list("pads", 1, 1, 1, 1));
    return graph.node("Relu", name + "/relu", List.of(sum));
  }
}
