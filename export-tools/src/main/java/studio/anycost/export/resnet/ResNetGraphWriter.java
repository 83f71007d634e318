package studio.anycost.export.resnet;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.List;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.onnx.WeightReader;
import studio.anycost.models.graph.GraphBuilder;
import studio.anycost.models.graph.GraphBuilder.Attribute;
import studio.anycost.models.graph.StageNames;
import studio.anycost.models.graph.WeightStorage;

/**
 * Writes torchvision ResNets of basic or bottleneck blocks as ONNX, for any number of images of 256
 * px in -1..1. Batch normalisation is in inference mode and folded into the convolution before it:
 * {@code y = W x * g + (beta - mean * g)} with {@code g = gamma / sqrt(variance + 1e-5)}.
 */
public final class ResNetGraphWriter {
  /** Side of the input image in pixels. */
  public static final int INPUT_SIDE = 256;

  private static final double EPSILON = 1e-5;
  private static final int LOGITS = 2;

  /** The free number of images. */
  private static final String BATCH = "n";

  /** In a shape to reshape to: as many as there are. */
  private static final long KEEP = 0;

  private static final String MEAN_STYLE = "mean_latent";

  private final TensorTable tensors;
  private final ResNetSpec spec;
  private final WeightReader weights;
  private final WeightStorage storage;
  private final int inputSide;

  /**
   * @throws CheckpointException if the tensors are not those of a torchvision ResNet
   */
  public ResNetGraphWriter(TensorTable tensors, WeightStorage storage) throws CheckpointException {
    this(tensors, storage, INPUT_SIDE);
  }

  ResNetGraphWriter(TensorTable tensors, WeightStorage storage, int inputSide)
      throws CheckpointException {
    this.tensors = tensors;
    this.spec = ResNetSpec.infer(tensors);
    this.weights = new WeightReader(tensors);
    this.storage = storage;
    this.inputSide = inputSide;
  }

  /** Number of values that the last layer gives. */
  public int outputs() {
    return spec.outputs();
  }

  /**
   * The encoder: {@code image} [n, 3, 256, 256] to {@code styles} [n, styleCount, styleDimension] =
   * last layer + {@code mean_latent}.
   *
   * @throws CheckpointException if the outputs do not fit the generator, if there is no {@code
   *     mean_latent}, or if a tensor is misshapen or not finite
   */
  public ModelProto encoder(int styleCount, int styleDimension) throws CheckpointException {
    if (spec.outputs() != (long) styleCount * styleDimension) {
      throw tensors.fault(
          "the encoder gives %d values; the generator needs %d styles of %d, %d values."
              .formatted(
                  spec.outputs(), styleCount, styleDimension, (long) styleCount * styleDimension));
    }
    float[] mean = meanStyle(styleCount, styleDimension);
    double[] offset = new double[spec.outputs()];
    for (int i = 0; i < offset.length; i++) {
      offset[i] = mean[i % mean.length];
    }
    GraphBuilder graph = new GraphBuilder("encoder", storage);
    String flat = network(graph, offset);
    String shape = graph.integers("styles/shape", KEEP, styleCount, styleDimension);
    graph.output(
        StageNames.STYLES,
        graph.node("Reshape", "styles/reshaped", List.of(flat, shape)),
        BATCH,
        GraphBuilder.axis(styleCount),
        GraphBuilder.axis(styleDimension));
    return graph.build();
  }

  /**
   * The attribute predictor: {@code image} [n, 3, 256, 256] to {@code logits} [n, K, 2], where the
   * second of each pair speaks for the attribute.
   *
   * @throws CheckpointException if the outputs are not pairs, or if a tensor is misshapen or not
   *     finite
   */
  public ModelProto attributes() throws CheckpointException {
    if (spec.outputs() % LOGITS != 0) {
      throw tensors.fault(
          "the attribute predictor gives " + spec.outputs() + " values, which are no pairs.");
    }
    int count = spec.outputs() / LOGITS;
    GraphBuilder graph = new GraphBuilder("attributes", storage);
    String flat = network(graph, new double[spec.outputs()]);
    String shape = graph.integers("logits/shape", KEEP, count, LOGITS);
    graph.output(
        StageNames.LOGITS,
        graph.node("Reshape", "logits/reshaped", List.of(flat, shape)),
        BATCH,
        GraphBuilder.axis(count),
        GraphBuilder.axis(LOGITS));
    return graph.build();
  }

  /** One style for all, or one for each; with any number of leading ones. */
  private float[] meanStyle(int count, int dimension) throws CheckpointException {
    String name = tensors.contains(MEAN_STYLE) ? MEAN_STYLE : spec.prefix() + MEAN_STYLE;
    List<Long> shape = tensors.require(name).shape();
    List<List<Long>> accepted =
        List.of(
            List.of((long) dimension),
            List.of(1L, (long) dimension),
            List.of((long) count, (long) dimension),
            List.of(1L, 1L, (long) dimension),
            List.of(1L, (long) count, (long) dimension));
    if (!accepted.contains(shape)) {
      throw tensors.fault(
          "the tensor '%s' has the shape %s; %s or %s is needed."
              .formatted(name, shape, accepted.get(1), accepted.get(4)));
    }
    return weights.read(name, shape.stream().mapToLong(Long::longValue).toArray());
  }

  /** The whole network up to the last layer, [n, outputs]; the offset is added to its bias. */
  private String network(GraphBuilder graph, double[] offset) throws CheckpointException {
    String side = GraphBuilder.axis(inputSide);
    String x = graph.input(StageNames.IMAGE, BATCH, "3", side, side);
    String prefix = spec.prefix();
    x =
        relu(
            graph,
            convolution(graph, x, prefix + "conv1", prefix + "bn1", spec.stemWidth(), 3, 7, 2));
    x =
        graph.node(
            "MaxPool",
            prefix + "maxpool",
            List.of(x),
            Attribute.list("kernel_shape", 3, 3),
            Attribute.list("strides", 2, 2),
            Attribute.list("pads", 1, 1, 1, 1));
    for (ResNetSpec.Block block : spec.blocks()) {
      x = block(graph, x, block);
    }
    String pooled = graph.node("GlobalAveragePool", prefix + "avgpool", List.of(x));
    String features =
        graph.node("Flatten", prefix + "flatten", List.of(pooled), Attribute.of("axis", 1));
    int outputs = spec.outputs();
    String weight =
        graph.weight(
            prefix + "fc.weight",
            weights.read(prefix + "fc.weight", outputs, spec.features()),
            outputs,
            spec.features());
    float[] bias = weights.read(prefix + "fc.bias", outputs);
    for (int i = 0; i < outputs; i++) {
      bias[i] = (float) (bias[i] + offset[i]);
    }
    return graph.node(
        "Gemm",
        prefix + "fc",
        List.of(features, weight, graph.constant(prefix + "fc.bias", bias, outputs)),
        Attribute.of("transB", 1));
  }

  private String block(GraphBuilder graph, String x, ResNetSpec.Block block)
      throws CheckpointException {
    String name = block.name();
    String y;
    if (block.isBottleneck()) {
      y = normalised(graph, x, name, 1, block.width(), block.in(), 1, 1);
      y = relu(graph, y);
      y = normalised(graph, y, name, 2, block.middle(), block.width(), 3, block.stride());
      y = relu(graph, y);
      y = normalised(graph, y, name, 3, block.out(), block.middle(), 1, 1);
    } else {
      y = normalised(graph, x, name, 1, block.width(), block.in(), 3, block.stride());
      y = relu(graph, y);
      y = normalised(graph, y, name, 2, block.out(), block.width(), 3, 1);
    }
    String shortcut = x;
    if (block.projected()) {
      shortcut =
          convolution(
              graph,
              x,
              name + ".downsample.0",
              name + ".downsample.1",
              block.out(),
              block.in(),
              1,
              block.stride());
    }
    return relu(graph, graph.node("Add", name + "/sum", List.of(y, shortcut)));
  }

  private String normalised(
      GraphBuilder graph, String x, String block, int index, int out, int in, int side, int stride)
      throws CheckpointException {
    return convolution(
        graph, x, block + ".conv" + index, block + ".bn" + index, out, in, side, stride);
  }

  private String convolution(
      GraphBuilder graph, String x, String name, String norm, int out, int in, int side, int stride)
      throws CheckpointException {
    float[] weight = weights.read(name + ".weight", out, in, side, side);
    float[] bias = fold(weight, norm, out);
    int padding = side / 2;
    return graph.node(
        "Conv",
        name,
        List.of(
            x,
            graph.weight(name + ".weight", weight, out, in, side, side),
            graph.constant(name + ".bias", bias, out)),
        Attribute.list("kernel_shape", side, side),
        Attribute.list("strides", stride, stride),
        Attribute.list("pads", padding, padding, padding, padding));
  }

  /** Scales the weight in place and returns the bias. */
  private float[] fold(float[] weight, String norm, int out) throws CheckpointException {
    float[] gamma = weights.read(norm + ".weight", out);
    float[] beta = weights.read(norm + ".bias", out);
    float[] mean = weights.read(norm + ".running_mean", out);
    float[] variance = weights.read(norm + ".running_var", out);
    float[] bias = new float[out];
    int run = weight.length / out;
    for (int channel = 0; channel < out; channel++) {
      if (variance[channel] < 0) {
        throw tensors.fault("the tensor '" + norm + ".running_var' holds a negative variance.");
      }
      double scale = gamma[channel] / Math.sqrt(variance[channel] + EPSILON);
      bias[channel] = (float) (beta[channel] - mean[channel] * scale);
      for (int i = channel * run; i < (channel + 1) * run; i++) {
        weight[i] = (float) (weight[i] * scale);
      }
    }
    return bias;
  }

  private static String relu(GraphBuilder graph, String x) {
    return graph.node("Relu", x + "/relu", List.of(x));
  }
}
