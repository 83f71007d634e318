package studio.anycost.models.graph.blocked;

import static studio.anycost.models.graph.blocked.GraphIndex.require;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.anycost.models.graph.StageNames;
import studio.anycost.models.graph.blocked.GraphIndex.Mismatch;
import studio.anycost.models.graph.blocked.StyledStage.Beginning;
import studio.anycost.models.graph.blocked.StyledStage.Modulation;
import studio.anycost.models.graph.blocked.StyledStage.Noise;
import studio.anycost.models.graph.blocked.StyledStage.StyledConvolution;
import studio.anycost.models.graph.blocked.StyledStage.ToRgb;

/**
 * Understands a sliced stage graph as the import writes it: node for node, with nothing left over.
 * Anything else is run as it stands.
 */
final class StageReader {
  private static final long COLOURS = 3;

  /** What a graph claims decides how many nodes are written for it. */
  private static final long LARGEST_SIDE = 4096;

  private static final List<Long> WINDOW_3 = List.of(3L, 3L);
  private static final List<Long> WINDOW_4 = List.of(4L, 4L);
  private static final List<Long> STRIDES_2 = List.of(2L, 2L);
  private static final List<Long> PADS_1 = List.of(1L, 1L, 1L, 1L);

  private final GraphIndex graph;
  private final int resolution;
  private final int styles;
  private final int styleDimension;

  private StageReader(GraphIndex graph) throws Mismatch {
    this.graph = graph;
    long[] picture = graph.outputShape(StageNames.SKIP_OUT);
    require(picture.length == 4 && picture[1] == COLOURS, "the output is a picture");
    require(
        picture[2] >= 4 && picture[2] <= LARGEST_SIDE && picture[3] == picture[2],
        "the picture is a square of a sensible size");
    this.resolution = Math.toIntExact(picture[2]);
    long[] code = graph.inputShape(StageNames.STYLES);
    require(code.length == 3 && code[0] == 1, "the styles are one code");
    require(
        code[1] >= 1 && code[1] <= LARGEST_SIDE && code[2] >= 1 && code[2] <= LARGEST_SIDE,
        "the code has a sensible size");
    this.styles = Math.toIntExact(code[1]);
    this.styleDimension = Math.toIntExact(code[2]);
  }

  /** What a sliced stage graph computes; empty if it is not of the known form. */
  static Optional<StyledStage> read(ModelProto model) {
    try {
      return Optional.of(new StageReader(new GraphIndex(model.getGraph())).stage());
    } catch (Mismatch e) {
      return Optional.empty();
    }
  }

  private StyledStage stage() throws Mismatch {
    String features = only(StageNames.FEATURES_OUT, "Identity", Map.of());
    String picture = only(StageNames.SKIP_OUT, "Identity", Map.of());
    Styled last = styled(features, false);
    Beginning beginning;
    String rgb;
    if (graph.is(picture, "Add")) {
      List<String> sum = graph.inputs(picture, "Add", 2, Map.of());
      rgb = sum.get(0);
      beginning = upsampling(last.input(), sum.get(1));
    } else {
      rgb = picture;
      beginning = constant(last.input(), last.convolution().in());
    }
    ToRgb toRgb = toRgb(rgb, features, last.convolution().out());
    graph.requireNothingElse(2);
    return new StyledStage(
        resolution, styles, styleDimension, beginning, last.convolution(), toRgb);
  }

  private StyledStage.Constant constant(String value, int channels) throws Mismatch {
    require(resolution == 4, "the constant stands at 4 px");
    return new StyledStage.Constant(channels, graph.floats(value, 1, channels, 4, 4));
  }

  private StyledStage.Upsampling upsampling(String value, String enlarged) throws Mismatch {
    Styled up = styled(value, true);
    int half = resolution / 2;
    require(up.input().equals(StageNames.FEATURES), "the stage begins with the features");
    graph.requireInput(StageNames.FEATURES, 1, up.convolution().in(), half, half);
    graph.requireInput(StageNames.SKIP, 1, COLOURS, half, half);
    List<String> skip =
        graph.inputs(
            enlarged,
            "ConvTranspose",
            2,
            Map.of(
                "group", COLOURS, "kernel_shape", WINDOW_4, "strides", STRIDES_2, "pads", PADS_1));
    require(skip.get(0).equals(StageNames.SKIP), "the picture before is enlarged");
    return new StyledStage.Upsampling(
        up.convolution(), up.blur(), graph.floats(skip.get(1), COLOURS, 1, 4, 4));
  }

  /** A styled convolution, where its input comes from, and its blur if it enlarges. */
  private record Styled(StyledConvolution convolution, String input, float[] blur) {}

  private Styled styled(String value, boolean enlarges) throws Mismatch {
    float slope = graph.onlyFloat(value, "alpha");
    String biased = graph.inputs(value, "LeakyRelu", 1, Map.of("alpha", slope)).get(0);
    List<String> sum = graph.inputs(biased, "Add", 2, Map.of());
    String normalised = sum.get(0);
    Optional<Noise> noise = Optional.empty();
    if (graph.is(normalised, "Add")) {
      List<String> noisy = graph.inputs(normalised, "Add", 2, Map.of());
      normalised = noisy.get(0);
      noise = Optional.of(noise(noisy.get(1)));
    }
    List<String> product = graph.inputs(normalised, "Mul", 2, Map.of());
    Kernel kernel = enlarges ? transposed(product.get(0)) : plain(product.get(0));
    List<String> modulated = graph.inputs(kernel.input(), "Mul", 2, Map.of());
    String scales = row(modulated.get(1));
    Norm norm = norm(row(product.get(1)), scales, kernel);
    StyledConvolution convolution =
        new StyledConvolution(
            kernel.in(),
            kernel.out(),
            kernel.weight(),
            modulation(scales, kernel.in()),
            norm.gain(),
            norm.epsilon(),
            noise,
            graph.floats(sum.get(1), 1, kernel.out(), 1, 1),
            slope);
    return new Styled(convolution, modulated.get(0), kernel.blur());
  }

  private Noise noise(String value) throws Mismatch {
    List<String> product = graph.inputs(value, "Mul", 2, Map.of());
    require(StageNames.isNoise(product.get(0)), "noise is added");
    graph.requireInput(product.get(0), 1, 1, resolution, resolution);
    return new Noise(product.get(0), graph.floats(product.get(1), 1)[0]);
  }

  /** A convolution with its weight as {@code [out, in, 3, 3]}. */
  private record Kernel(
      int in,
      int out,
      float[] weight,
      String weightValue,
      boolean inFirst,
      String input,
      float[] blur) {}

  private Kernel plain(String value) throws Mismatch {
    List<String> inputs =
        graph.inputs(value, "Conv", 2, Map.of("kernel_shape", WINDOW_3, "pads", PADS_1));
    int out = axis(inputs.get(1), 0);
    int in = axis(inputs.get(1), 1);
    float[] weight = graph.floats(inputs.get(1), out, in, 3, 3);
    return new Kernel(in, out, weight, inputs.get(1), false, inputs.get(0), null);
  }

  private Kernel transposed(String value) throws Mismatch {
    int channels = axis(graph.input(value, "Conv", 1), 0);
    List<String> blurred =
        graph.inputs(
            value,
            "Conv",
            2,
            Map.of("group", (long) channels, "kernel_shape", WINDOW_4, "pads", PADS_1));
    List<String> inputs =
        graph.inputs(
            blurred.get(0),
            "ConvTranspose",
            2,
            Map.of("kernel_shape", WINDOW_3, "strides", STRIDES_2));
    int in = axis(inputs.get(1), 0);
    int out = axis(inputs.get(1), 1);
    float[] stored = graph.floats(inputs.get(1), in, out, 3, 3);
    float[] weight = new float[stored.length];
    for (int i = 0; i < in; i++) {
      for (int o = 0; o < out; o++) {
        System.arraycopy(stored, (i * out + o) * 9, weight, (o * in + i) * 9, 9);
      }
    }
    float[] blur = graph.floats(blurred.get(1), out, 1, 4, 4);
    return new Kernel(in, out, weight, inputs.get(1), true, inputs.get(0), blur);
  }

  private int axis(String value, int axis) throws Mismatch {
    List<Long> shape = graph.shape(value);
    require(shape.size() == 4, value + " has four axes");
    return Math.toIntExact(shape.get(axis));
  }

  private record Norm(float gain, float epsilon) {}

  /** {@code gain / sqrt(s^2 . sum w^2 + epsilon)}. */
  private Norm norm(String value, String scales, Kernel kernel) throws Mismatch {
    List<String> quotient = graph.inputs(value, "Div", 2, Map.of());
    String positive = only(quotient.get(1), "Sqrt", Map.of());
    List<String> sum = graph.inputs(positive, "Add", 2, Map.of());
    List<String> gemm =
        graph.inputs(sum.get(0), "Gemm", 2, Map.of("transB", kernel.inFirst() ? 0L : 1L));
    List<String> square = graph.inputs(gemm.get(0), "Mul", 2, Map.of());
    require(square.equals(List.of(scales, scales)), "the scales are squared");
    String energy =
        only(gemm.get(1), "ReduceSumSquare", Map.of("axes", List.of(2L, 3L), "keepdims", 0L));
    require(energy.equals(kernel.weightValue()), "the norm is that of the weight");
    float gain = graph.floats(quotient.get(0), 1)[0];
    float epsilon = graph.floats(sum.get(1), 1)[0];
    require(gain > 0 && epsilon > 0, "gain and epsilon are positive");
    return new Norm(gain, epsilon);
  }

  private Modulation modulation(String scales, int channels) throws Mismatch {
    List<String> gemm = graph.inputs(scales, "Gemm", 3, Map.of("transB", 1L));
    String row = only(gemm.get(0), "Flatten", Map.of("axis", 1L));
    List<String> gather = graph.inputs(row, "Gather", 2, Map.of("axis", 1L));
    require(gather.get(0).equals(StageNames.STYLES), "a style is gathered");
    int style = graph.integer(gather.get(1));
    require(style < styles, "the style is one of the code");
    return new Modulation(
        style,
        graph.floats(gemm.get(1), channels, styleDimension),
        graph.floats(gemm.get(2), channels));
  }

  private ToRgb toRgb(String value, String features, int channels) throws Mismatch {
    List<String> inputs = graph.inputs(value, "Conv", 3, Map.of("kernel_shape", List.of(1L, 1L)));
    require(inputs.get(0).equals(features), "the picture is made from the features");
    List<String> product = graph.inputs(inputs.get(1), "Mul", 2, Map.of());
    return new ToRgb(
        channels,
        graph.floats(product.get(0), COLOURS, channels, 1, 1),
        modulation(row(product.get(1)), channels),
        graph.floats(inputs.get(2), COLOURS));
  }

  /** The row [1, c] behind [1, c, 1, 1]. */
  private String row(String value) throws Mismatch {
    List<String> inputs = graph.inputs(value, "Reshape", 2, Map.of());
    graph.requireIntegers(inputs.get(1), 1, -1, 1, 1);
    return inputs.get(0);
  }

  private String only(String value, String operator, Map<String, Object> attributes)
      throws Mismatch {
    return graph.inputs(value, operator, 1, attributes).get(0);
  }
}
