package studio.anycost.models.graph.loss;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import java.util.ArrayList;
import java.util.List;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.objective.FeatureLayer;
import studio.anycost.api.objective.ImageInput;
import studio.anycost.models.graph.GraphBuilder;
import studio.anycost.models.graph.GraphBuilder.Attribute;
import studio.anycost.models.graph.WeightStorage;

/**
 * A network behind pictures of one size, with a loss behind it. The names that are added begin with
 * {@value #PREFIX}; those of the network stay.
 */
public final class LossHead {
  static final String PREFIX = "anycost/";

  /** Input of all graphs, float32 {@code [1, 3, side, side]} in -1..1. */
  public static final String PICTURE = PREFIX + "picture";

  /** Output of the losses, float32 {@code [1]}. */
  public static final String LOSS = PREFIX + "loss";

  /** Operators that reduce take the axes as an input from here on. */
  private static final int AXES_AS_INPUT = 18;

  /** Keeps the length of a vector that is 0 from being divided by. */
  private static final float LEAST_SQUARE = 1e-10f;

  private final ModelProto network;
  private final String networkInput;
  private final ImageInput input;
  private final int side;

  /**
   * @param network checked; of one input and the operator sets that {@code OnnxGuard} admits
   * @param networkInput its input
   * @param side of the pictures, in pixels
   */
  public LossHead(ModelProto network, String networkInput, ImageInput input, int side) {
    this.network = network;
    this.networkInput = networkInput;
    this.input = input;
    this.side = side;
  }

  /** The input that takes what {@link #feature} of the target was. */
  public static String target(int layer) {
    return PREFIX + "target_" + layer;
  }

  /** The output with what is compared of a layer, {@code [1, c, places]}. */
  public static String feature(int layer) {
    return PREFIX + "feature_" + layer;
  }

  /** From a picture to what is compared of it. */
  public ModelProto features(List<FeatureLayer> layers) {
    GraphBuilder tail = builder();
    for (int i = 0; i < layers.size(); i++) {
      String value = addFeature(tail, layers.get(i), i);
      tail.output(feature(i), value, "1", "channels_" + i, "places_" + i);
    }
    return joined(tail);
  }

  /**
   * The distance of a picture to a target: the sum over the layers of the weighted squared
   * differences, summed over the channels and averaged over the places.
   *
   * @param targets shape of every layer's {@link #feature} of the target
   */
  public ModelProto distance(List<FeatureLayer> layers, List<long[]> targets) {
    GraphBuilder tail = builder();
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      String name = PREFIX + "layer_" + i;
      String target = tail.input(target(i), axes(targets.get(i)));
      String value = addFeature(tail, layers.get(i), i);
      String difference = tail.node("Sub", name + "/difference", List.of(value, target));
      String square = tail.node("Mul", name + "/square", List.of(difference, difference));
      List<Float> weights = layers.get(i).weights();
      float[] values = new float[weights.size()];
      for (int k = 0; k < values.length; k++) {
        values[k] = weights.get(k);
      }
      String weight = tail.constant(name + "/weights", values, 1, values.length, 1);
      String weighted = tail.node("Mul", name + "/weighted", List.of(square, weight));
      String mean = reduced(tail, "ReduceMean", name + "/mean", weighted, 2);
      parts.add(sum(tail, name, mean));
    }
    tail.node(parts.size() == 1 ? "Identity" : "Sum", LOSS, parts);
    tail.output(LOSS, 1);
    return joined(tail);
  }

  /**
   * The weighted sum of an output.
   *
   * @param coefficients as many as the output has values
   */
  public ModelProto sum(String output, FloatTensor coefficients) {
    GraphBuilder tail = builder();
    int count = coefficients.count();
    String row =
        tail.node(
            "Reshape", PREFIX + "row", List.of(output, tail.integers(PREFIX + "row_shape", -1)));
    String factors = tail.constant(PREFIX + "coefficients", coefficients.toArray(), count);
    String products = tail.node("Mul", PREFIX + "products", List.of(row, factors));
    tail.node("Identity", LOSS, List.of(sum(tail, PREFIX + "output", products)));
    tail.output(LOSS, 1);
    return joined(tail);
  }

  private static GraphBuilder builder() {
    return new GraphBuilder("tail", WeightStorage.FLOAT32);
  }

  private static String[] axes(long... sizes) {
    String[] axes = new String[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      axes[i] = GraphBuilder.axis(sizes[i]);
    }
    return axes;
  }

  private String addFeature(GraphBuilder tail, FeatureLayer layer, int index) {
    String name = PREFIX + "layer_" + index;
    // Keeps the batch and the channels; also right where there are no places.
    String rows = tail.integers(name + "/shape", 0, 0, -1);
    String values = tail.node("Reshape", name + "/values", List.of(layer.output(), rows));
    if (!layer.normalized()) {
      return values;
    }
    String squares = reduced(tail, "ReduceSumSquare", name + "/length_squared", values, 1);
    String least = tail.constant(name + "/least", new float[] {LEAST_SQUARE}, 1);
    String positive = tail.node("Add", name + "/positive", List.of(squares, least));
    String length = tail.node("Sqrt", name + "/length", List.of(positive));
    return tail.node("Div", name + "/normalized", List.of(values, length));
  }

  private String reduced(GraphBuilder tail, String operator, String name, String value, int axis) {
    if (opset() >= AXES_AS_INPUT) {
      String axes = tail.integers(name + "/axes", axis);
      return tail.node(operator, name, List.of(value, axes), Attribute.of("keepdims", 1));
    }
    return tail.node(
        operator, name, List.of(value), Attribute.list("axes", axis), Attribute.of("keepdims", 1));
  }

  /** The sum of all values, {@code [1]}; the one reduction that all operator sets write alike. */
  private static String sum(GraphBuilder tail, String name, String value) {
    String sum = tail.node("ReduceSum", name + "/sum", List.of(value), Attribute.of("keepdims", 0));
    return tail.node(
        "Reshape", name + "/loss", List.of(sum, tail.integers(name + "/loss_shape", 1)));
  }

  private long opset() {
    return network.getOpsetImportList().stream()
        .filter(set -> set.getDomain().isEmpty())
        .mapToLong(OperatorSetIdProto::getVersion)
        .findFirst()
        .orElse(1);
  }

  /** View, network and tail in a row. */
  private ModelProto joined(GraphBuilder tail) {
    GraphBuilder head = new GraphBuilder("view", WeightStorage.FLOAT32);
    head.input(PICTURE, axes(1, 3, side, side));
    new PictureView(head, side).add(PICTURE, input, networkInput);
    GraphProto before = head.build().getGraph();
    GraphProto own = network.getGraph();
    GraphProto after = tail.build().getGraph();
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .setName(own.getName())
            .addAllNode(before.getNodeList())
            .addAllNode(own.getNodeList())
            .addAllNode(after.getNodeList())
            .addAllInitializer(before.getInitializerList())
            .addAllInitializer(own.getInitializerList())
            .addAllInitializer(after.getInitializerList())
            .addAllInput(before.getInputList())
            .addAllInput(after.getInputList())
            .addAllOutput(after.getOutputList());
    return network.toBuilder().setGraph(graph).clearMetadataProps().build();
  }
}
