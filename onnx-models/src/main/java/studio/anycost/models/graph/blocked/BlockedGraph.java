package studio.anycost.models.graph.blocked;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import studio.anycost.models.graph.GraphBuilder;
import studio.anycost.models.graph.GraphBuilder.Attribute;
import studio.anycost.models.graph.WeightStorage;

/**
 * Writes a graph in the blocked layout, with the operators that ONNX Runtime itself uses after its
 * layout optimisation (operator set {@value #OPERATORS}, which its saved optimised models contain).
 *
 * <p>These take a map in the blocked layout as {@code [1, c, h, w]}; to anything else it is {@code
 * [c / b, h, w, b]}, which {@link #reshape} switches to at no cost. Their weights need not be
 * constants, which ONNX Runtime's own optimisation never makes use of.
 */
final class BlockedGraph {
  static final String OPERATORS = "com.microsoft.nchwc";

  private final GraphBuilder graph;
  private final BlockedLayout layout;
  private final Map<String, Integer> names = new HashMap<>();
  private final Map<List<Long>, String> shapes = new HashMap<>();

  BlockedGraph(String name, BlockedLayout layout) {
    this.graph = new GraphBuilder(name, WeightStorage.FLOAT32);
    this.layout = layout;
    graph.importOperators(OPERATORS, 1);
  }

  BlockedLayout layout() {
    return layout;
  }

  String input(String name, long... shape) {
    return graph.input(
        name, LongStream.of(shape).mapToObj(GraphBuilder::axis).toArray(String[]::new));
  }

  /**
   * An input whose axes are not said, because it is reshaped before use: the same memory comes in
   * shapes that differ.
   */
  String inputOfAnyShape(String name, int rank) {
    String[] axes = new String[rank];
    Arrays.setAll(axes, axis -> name + "_" + axis);
    return graph.input(name, axes);
  }

  /** Makes the value of this name an output. */
  void output(String name, long... shape) {
    graph.output(name, shape);
  }

  String constant(String name, float[] values, long... shape) {
    return graph.constant(unique(name), values, shape);
  }

  /** A constant list of integers; the same list is stored once. */
  String integers(long... values) {
    List<Long> key = LongStream.of(values).boxed().toList();
    return shapes.computeIfAbsent(key, k -> graph.integers(unique("integers"), values));
  }

  /** A node of the standard operators. */
  String node(String operator, String name, List<String> inputs, Attribute... attributes) {
    return graph.node(operator, unique(name), inputs, attributes);
  }

  /** The same memory with other axes. */
  String reshape(String value, long... shape) {
    return node("Reshape", value + "/as", List.of(value, integers(shape)));
  }

  /** {@code axis} cut to from..to. */
  String slice(String value, int axis, long from, long to) {
    return node(
        "Slice", value + "/rows", List.of(value, integers(from), integers(to), integers(axis)));
  }

  /** The first channels of a map in the blocked layout, as a plain map. */
  String plain(String value, int channels) {
    return graph.node(
        OPERATORS,
        "ReorderOutput",
        unique(value + "/plain"),
        List.of(value),
        Attribute.of("channels", channels));
  }

  /** A plain map in the blocked layout. Its channels must be a multiple of 4. */
  String blocked(String value) {
    return graph.node(OPERATORS, "ReorderInput", unique(value + "/blocked"), List.of(value));
  }

  /** Starts a convolution from a map in the blocked layout, or from one of a single channel. */
  Convolution convolution(String name, String value, String weight) {
    return new Convolution(name, value, weight);
  }

  ModelProto build() {
    return graph.build();
  }

  private String unique(String name) {
    int count = names.merge(name, 1, Integer::sum);
    return count == 1 ? name : name + "#" + count;
  }

  /** A convolution that is being described; {@link #add} writes it. */
  final class Convolution {
    private final String name;
    private final String value;
    private final String weight;
    private final List<Attribute> attributes = new ArrayList<>();
    private String bias = "";
    private String sum = "";

    private Convolution(String name, String value, String weight) {
      this.name = name;
      this.value = value;
      this.weight = weight;
    }

    Convolution window(int height, int width) {
      attributes.add(Attribute.list("kernel_shape", height, width));
      return this;
    }

    Convolution pads(int top, int left, int bottom, int right) {
      attributes.add(Attribute.list("pads", top, left, bottom, right));
      return this;
    }

    Convolution strides(int down, int right) {
      attributes.add(Attribute.list("strides", down, right));
      return this;
    }

    /** One group for each channel. */
    Convolution depthwise(int channels) {
      attributes.add(Attribute.of("group", channels));
      return this;
    }

    Convolution bias(String vector) {
      bias = vector;
      return this;
    }

    /** A map of the size of the result that is added before the activation, and used up. */
    Convolution plus(String map) {
      sum = map;
      return this;
    }

    Convolution leaky(float slope) {
      attributes.add(Attribute.of("activation", "LeakyRelu"));
      attributes.add(Attribute.floats("activation_params", slope));
      return this;
    }

    /** Keeps the result between two numbers. */
    Convolution clipped(float least, float most) {
      attributes.add(Attribute.of("activation", "Clip"));
      attributes.add(Attribute.floats("activation_params", least, most));
      return this;
    }

    String add() {
      List<String> inputs = new ArrayList<>(List.of(value, weight));
      if (!bias.isEmpty() || !sum.isEmpty()) {
        inputs.add(bias);
      }
      if (!sum.isEmpty()) {
        inputs.add(sum);
      }
      return graph.node(
          OPERATORS, "Conv", unique(name), inputs, attributes.toArray(Attribute[]::new));
    }
  }
}
