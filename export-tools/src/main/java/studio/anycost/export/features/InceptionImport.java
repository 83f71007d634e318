package studio.anycost.export.features;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import studio.anycost.api.objective.FeatureLayer;
import studio.anycost.api.objective.ImageInput;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.checkpoint.TorchCheckpoint;
import studio.anycost.export.onnx.WeightReader;
import studio.anycost.models.graph.GraphBuilder;
import studio.anycost.models.graph.GraphBuilder.Attribute;
import studio.anycost.models.graph.WeightStorage;

/**
 * Makes the features of Inception v3 (Szegedy et al., 2016) from a checkpoint: those before its
 * last layer, in which FID and KID are taken. The graph takes pictures of 299 px in -1..1, any
 * number of them.
 *
 * <p>There are two such networks of one form. That of the published numbers was trained by
 * TensorFlow's authors in 2015 and has 1008 classes (pytorch-fid's checkpoint); it differs in its
 * pools: averages do not count the border, and the last block takes the maximum. That of
 * torchvision has 1000 classes and does neither.
 */
public final class InceptionImport {
  /** The output of the graph. */
  public static final String OUTPUT = "features";

  private static final int SIDE = 299;
  private static final int COLOURS = 3;
  private static final double EPSILON = 1e-3;
  private static final int PUBLISHED_CLASSES = 1008;
  private static final int TORCHVISION_CLASSES = 1000;

  /** Twice what the published network has at most. */
  private static final long MOST_CHANNELS = 4096;

  private final TensorTable tensors;
  private final WeightReader weights;
  private final String prefix;
  private final boolean published;
  private final GraphBuilder graph = new GraphBuilder("inception", WeightStorage.FLOAT32);

  /** A value in the graph, and how many channels it has. */
  private record Value(String name, long channels) {}

  private InceptionImport(TensorTable tensors, String prefix, boolean published) {
    this.tensors = tensors;
    this.weights = new WeightReader(tensors);
    this.prefix = prefix;
    this.published = published;
  }

  /**
   * Reads a checkpoint. Blocks; runs nothing that it contains.
   *
   * @param file of pytorch-fid or torchvision
   * @throws IOException with a sentence that names the file if it is damaged or another network
   */
  public static FeatureFile of(Path file) throws IOException {
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
      TensorTable all = checkpoint.everything();
      String prefix =
          Names.prefix(all, "Conv2d_1a_3x3.conv.weight")
              .orElseThrow(
                  () ->
                      all.fault(
                          "it holds no Inception v3: there is no 'Conv2d_1a_3x3.conv.weight' under"
                              + " any key; it has "
                              + Names.some(all)
                              + ". Take pytorch-fid's pt_inception-2015-12-05-6726825d.pth."));
      long classes = all.require(prefix + "fc.weight").shape().get(0);
      if (classes != PUBLISHED_CLASSES && classes != TORCHVISION_CLASSES) {
        throw all.fault(
            "its last layer has "
                + classes
                + " classes; the network of published numbers has 1008 and torchvision's 1000.");
      }
      boolean published = classes == PUBLISHED_CLASSES;
      return new FeatureFile(
          published ? "Inception v3 (FID, 2015)" : "Inception v3 (torchvision)",
          ImageInput.of(SIDE, -1, 1),
          List.of(FeatureLayer.of(OUTPUT, false, 1)),
          new InceptionImport(all, prefix, published).network());
    }
  }

  private ModelProto network() throws CheckpointException {
    String side = GraphBuilder.axis(SIDE);
    Value x = new Value(graph.input("image", "n", "3", side, side), COLOURS);
    x = convolution(x, "Conv2d_1a_3x3", 2, false);
    x = convolution(x, "Conv2d_2a_3x3", 1, false);
    x = convolution(x, "Conv2d_2b_3x3", 1, true);
    x = halved(x, "pool1");
    x = convolution(x, "Conv2d_3b_1x1", 1, true);
    x = convolution(x, "Conv2d_4a_3x3", 1, false);
    x = halved(x, "pool2");
    for (String block : List.of("Mixed_5b", "Mixed_5c", "Mixed_5d")) {
      x =
          joined(
              block,
              chain(x, block, "branch1x1"),
              chain(x, block, "branch5x5_1", "branch5x5_2"),
              chain(x, block, "branch3x3dbl_1", "branch3x3dbl_2", "branch3x3dbl_3"),
              pooled(x, block));
    }
    x =
        joined(
            "Mixed_6a",
            halving(x, "Mixed_6a", "branch3x3"),
            halving(x, "Mixed_6a", "branch3x3dbl_1", "branch3x3dbl_2", "branch3x3dbl_3"),
            halved(x, "Mixed_6a/pool"));
    for (String block : List.of("Mixed_6b", "Mixed_6c", "Mixed_6d", "Mixed_6e")) {
      x =
          joined(
              block,
              chain(x, block, "branch1x1"),
              chain(x, block, "branch7x7_1", "branch7x7_2", "branch7x7_3"),
              chain(
                  x,
                  block,
                  "branch7x7dbl_1",
                  "branch7x7dbl_2",
                  "branch7x7dbl_3",
                  "branch7x7dbl_4",
                  "branch7x7dbl_5"),
              pooled(x, block));
    }
    x =
        joined(
            "Mixed_7a",
            halving(x, "Mixed_7a", "branch3x3_1", "branch3x3_2"),
            halving(
                x, "Mixed_7a", "branch7x7x3_1", "branch7x7x3_2", "branch7x7x3_3", "branch7x7x3_4"),
            halved(x, "Mixed_7a/pool"));
    x = wide(x, "Mixed_7b", false);
    x = wide(x, "Mixed_7c", published);
    String pooled = graph.node("GlobalAveragePool", "avgpool", List.of(x.name()));
    graph.output(
        OUTPUT,
        graph.node("Flatten", "flatten", List.of(pooled), Attribute.of("axis", 1)),
        "n",
        GraphBuilder.axis(x.channels()));
    return graph.build();
  }

  /** The last kind of block, whose branches part once more. */
  private Value wide(Value x, String block, boolean maximum) throws CheckpointException {
    Value three = chain(x, block, "branch3x3_1");
    Value twice = chain(x, block, "branch3x3dbl_1", "branch3x3dbl_2");
    Value pool = maximum ? pool(x, "MaxPool", block + "/pool", 1, true) : average(x, block);
    return joined(
        block,
        chain(x, block, "branch1x1"),
        chain(three, block, "branch3x3_2a"),
        chain(three, block, "branch3x3_2b"),
        chain(twice, block, "branch3x3dbl_3a"),
        chain(twice, block, "branch3x3dbl_3b"),
        chain(pool, block, "branch_pool"));
  }

  private Value pooled(Value x, String block) throws CheckpointException {
    return chain(average(x, block), block, "branch_pool");
  }

  private Value average(Value x, String block) {
    return pool(x, "AveragePool", block + "/pool", 1, true);
  }

  private Value halved(Value x, String name) {
    return pool(x, "MaxPool", name, 2, false);
  }

  private Value pool(Value x, String operator, String name, int stride, boolean padded) {
    int border = padded ? 1 : 0;
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(Attribute.list("kernel_shape", 3, 3));
    attributes.add(Attribute.list("strides", stride, stride));
    attributes.add(Attribute.list("pads", border, border, border, border));
    if (operator.equals("AveragePool")) {
      attributes.add(Attribute.of("count_include_pad", published ? 0 : 1));
    }
    return new Value(
        graph.node(operator, name, List.of(x.name()), attributes.toArray(Attribute[]::new)),
        x.channels());
  }

  private Value joined(String block, Value... branches) {
    List<String> names = new ArrayList<>();
    long channels = 0;
    for (Value branch : branches) {
      names.add(branch.name());
      channels += branch.channels();
    }
    return new Value(graph.node("Concat", block, names, Attribute.of("axis", 1)), channels);
  }

  /** Convolutions that keep the size. */
  private Value chain(Value x, String block, String... names) throws CheckpointException {
    for (String name : names) {
      x = convolution(x, block + "." + name, 1, true);
    }
    return x;
  }

  /** Convolutions that keep the size, but for the last, which halves it. */
  private Value halving(Value x, String block, String... names) throws CheckpointException {
    for (int i = 0; i < names.length; i++) {
      boolean last = i == names.length - 1;
      x = convolution(x, block + "." + names[i], last ? 2 : 1, !last);
    }
    return x;
  }

  /**
   * Convolution, batch normalisation in inference mode folded into it, and ReLU.
   *
   * @param padded by half of the window, so that the size stays
   */
  private Value convolution(Value x, String name, int stride, boolean padded)
      throws CheckpointException {
    String weight = prefix + name + ".conv.weight";
    List<Long> shape = tensors.require(weight, -1, x.channels(), -1, -1).shape();
    long out = shape.get(0);
    long height = shape.get(2);
    long width = shape.get(3);
    if (out < 1 || out > MOST_CHANNELS || height > 7 || width > 7) {
      throw tensors.fault("the layer '" + name + "' has the shape " + shape + ", as none has.");
    }
    float[] values = weights.read(weight, out, x.channels(), height, width);
    float[] gamma = weights.read(prefix + name + ".bn.weight", out);
    float[] beta = weights.read(prefix + name + ".bn.bias", out);
    float[] mean = weights.read(prefix + name + ".bn.running_mean", out);
    float[] variance = weights.read(prefix + name + ".bn.running_var", out);
    int each = values.length / (int) out;
    float[] bias = new float[(int) out];
    for (int channel = 0; channel < out; channel++) {
      double scale = gamma[channel] / Math.sqrt(Math.max(0, variance[channel]) + EPSILON);
      for (int i = 0; i < each; i++) {
        values[channel * each + i] = (float) (values[channel * each + i] * scale);
      }
      bias[channel] = (float) (beta[channel] - mean[channel] * scale);
    }
    long down = padded ? height / 2 : 0;
    long across = padded ? width / 2 : 0;
    String sum =
        graph.node(
            "Conv",
            name,
            List.of(
                x.name(),
                graph.weight(name + ".weight", values, out, x.channels(), height, width),
                graph.constant(name + ".bias", bias, out)),
            Attribute.list("kernel_shape", height, width),
            Attribute.list("strides", stride, stride),
            Attribute.list("pads", down, across, down, across));
    return new Value(graph.node("Relu", name + "/relu", List.of(sum)), out);
  }
}
