package studio.anycost.models.graph.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import studio.anycost.models.graph.InvalidGraphException;
import studio.anycost.models.graph.gradient.PlainRuntime.Values;

/** Every rule against central finite differences. */
class GradientRulesTest {
  /** Of the largest entry of the gradient. */
  private static final double TOLERANCE = 1e-3;

  private static final int SEEDS = 3;

  private static Case pointwise(String operator) {
    return Case.of(operator).x(2, 3, 4);
  }

  private static Case reduction(String operator) {
    return Case.of(operator).x(2, 3, 4).drawn(1.5, 1);
  }

  static Stream<Case> cases() {
    List<Case> all = new ArrayList<>();
    for (String operator :
        List.of(
            "Abs",
            "Cos",
            "Exp",
            "Identity",
            "Neg",
            "Relu",
            "Sigmoid",
            "Sin",
            "Softplus",
            "Tanh",
            "Erf",
            "Elu",
            "LeakyRelu",
            "HardSwish",
            "HardSigmoid",
            "Ceil",
            "Floor",
            "Round",
            "Sign",
            "Softmax",
            "LogSoftmax")) {
      all.add(pointwise(operator));
    }
    for (String operator : List.of("Log", "Sqrt", "Reciprocal")) {
      all.add(pointwise(operator).drawn(2, 1));
    }
    all.add(Case.of("HardSwish far", "HardSwish").x(40).drawn(0, 5));
    all.add(Case.of("HardSigmoid far", "HardSigmoid").x(40).drawn(0, 5));
    all.add(
        Case.of("HardSigmoid steep", "HardSigmoid").x(40).number("alpha", 0.7).number("beta", 0.1));
    all.add(Case.of("Elu steep", "Elu").x(12).number("alpha", 2.5));
    all.add(Case.of("LeakyRelu of the generator", "LeakyRelu").x(12).number("alpha", 0.2));
    all.add(Case.of("Softmax over channels", "Softmax").x(2, 5, 3).integer("axis", 1));
    all.add(Case.of("LogSoftmax over channels", "LogSoftmax").x(2, 5, 3).integer("axis", 1));
    all.add(Case.of("Cast", "Cast").x(7).integer("to", 1));

    for (String operator : List.of("Add", "Sub", "Mul", "Max", "Min", "Sum", "Mean")) {
      all.add(Case.of(operator + " same", operator).x(2, 3).x(2, 3));
      all.add(Case.of(operator + " row", operator).x(2, 3, 4).x(4));
      all.add(Case.of(operator + " column", operator).x(3, 1).x(2, 3, 4));
      all.add(Case.of(operator + " number", operator).x(2, 3).x());
      all.add(Case.of(operator + " both", operator).x(2, 1, 4).x(3, 1));
    }
    all.add(Case.of("Max of three", "Max").x(2, 3).x(3).x(2, 3));
    all.add(Case.of("Mean of three", "Mean").x(2, 3).x(3).x(2, 3));
    all.add(Case.of("Mul with itself broadcast", "Mul").x(3, 1).x(1, 3));
    all.add(Case.of("Div", "Div").x(2, 3, 4).x(3, 1).drawn(2, 1));
    all.add(Case.of("Pow square", "Pow").x(2, 3).floats(new float[] {2}));
    all.add(Case.of("Pow cube", "Pow").x(2, 3).floats(new float[] {3}, 1));
    all.add(Case.of("Pow half", "Pow").x(2, 3).floats(new float[] {0.5f}).drawn(2, 1));
    all.add(Case.of("Pow both", "Pow").x(2, 3).x(3).drawn(2, 1));
    all.add(Case.of("Where", "Where").flags(new boolean[] {true, false, true}, 3).x(2, 3).x(2, 1));
    all.add(Case.of("PRelu", "PRelu").x(2, 3, 4).x(3, 1));
    all.add(Case.of("Clip", "Clip").x(40).floats(new float[] {-0.4f}).floats(new float[] {0.7f}));
    all.add(Case.of("Clip below", "Clip").x(40).floats(new float[] {-0.4f}));
    all.add(Case.of("Clip above", "Clip").x(40).none().floats(new float[] {0.3f}));

    for (int transA = 0; transA < 2; transA++) {
      for (int transB = 0; transB < 2; transB++) {
        all.add(
            Case.of("Gemm " + transA + transB, "Gemm")
                .x(transA == 0 ? 2 : 3, transA == 0 ? 3 : 2)
                .x(transB == 0 ? 3 : 4, transB == 0 ? 4 : 3)
                .x(4)
                .integer("transA", transA)
                .integer("transB", transB)
                .number("alpha", 1.5)
                .number("beta", 0.5));
      }
    }
    all.add(Case.of("Gemm without C", "Gemm").x(2, 3).x(3, 4));
    all.add(Case.of("MatMul", "MatMul").x(2, 3).x(3, 4));
    all.add(Case.of("MatMul batched", "MatMul").x(5, 2, 3).x(5, 3, 4));
    all.add(Case.of("MatMul broadcast", "MatMul").x(2, 1, 2, 3).x(4, 3, 2));
    all.add(Case.of("MatMul row", "MatMul").x(3).x(2, 3, 4));
    all.add(Case.of("MatMul column", "MatMul").x(2, 4, 3).x(3));
    all.add(Case.of("MatMul of vectors", "MatMul").x(3).x(3));

    all.add(Case.of("Conv", "Conv").x(2, 3, 5, 4).x(4, 3, 3, 3).x(4).list("pads", 1, 1, 1, 1));
    all.add(
        Case.of("Conv constant", "Conv")
            .x(2, 3, 5, 4)
            .floats(drawn(4 * 3 * 9), 4, 3, 3, 3)
            .list("pads", 1, 1, 1, 1));
    all.add(
        Case.of("Conv constant unpadded", "Conv")
            .x(1, 4, 5, 6)
            .floats(drawn(6 * 2 * 6), 6, 2, 2, 3)
            .integer("group", 2));
    all.add(
        Case.of("Conv constant overpadded", "Conv")
            .x(1, 2, 3, 3)
            .floats(drawn(2 * 2), 2, 2, 1, 1)
            .list("pads", 1, 0, 2, 1));
    all.add(
        Case.of("Conv strides", "Conv")
            .x(2, 3, 7, 6)
            .x(4, 3, 3, 3)
            .list("strides", 2, 3)
            .list("pads", 1, 0, 1, 2));
    all.add(
        Case.of("Conv strides constant", "Conv")
            .x(2, 3, 8, 8)
            .floats(drawn(4 * 3 * 9), 4, 3, 3, 3)
            .list("strides", 2, 2)
            .list("pads", 1, 1, 1, 1));
    all.add(Case.of("Conv dilated", "Conv").x(1, 2, 9, 8).x(3, 2, 3, 2).list("dilations", 2, 3));
    all.add(
        Case.of("Conv groups", "Conv")
            .x(2, 4, 5, 5)
            .x(6, 2, 3, 3)
            .integer("group", 2)
            .list("strides", 2, 2));
    all.add(
        Case.of("Conv depthwise", "Conv")
            .x(1, 4, 6, 6)
            .x(4, 1, 4, 4)
            .integer("group", 4)
            .list("pads", 1, 1, 1, 1));
    all.add(Case.of("Conv point", "Conv").x(2, 3, 4, 5).x(2, 3, 1, 1).x(2));
    all.add(
        Case.of("Conv same upper", "Conv")
            .x(1, 2, 7, 6)
            .x(3, 2, 3, 4)
            .text("auto_pad", "SAME_UPPER")
            .list("strides", 2, 2));
    all.add(
        Case.of("Conv same lower", "Conv")
            .x(1, 2, 7, 6)
            .x(3, 2, 2, 4)
            .text("auto_pad", "SAME_LOWER"));
    all.add(Case.of("Conv valid", "Conv").x(1, 2, 7, 6).x(3, 2, 2, 4).text("auto_pad", "VALID"));
    all.add(
        Case.of("Conv of a line", "Conv")
            .x(2, 3, 9)
            .x(4, 3, 3)
            .list("pads", 1, 0)
            .list("strides", 2));
    all.add(
        Case.of("ConvTranspose", "ConvTranspose")
            .x(2, 3, 4, 5)
            .x(3, 4, 3, 3)
            .x(4)
            .list("strides", 2, 2));
    all.add(
        Case.of("ConvTranspose padded", "ConvTranspose")
            .x(1, 3, 4, 5)
            .x(3, 2, 4, 3)
            .list("strides", 2, 3)
            .list("pads", 1, 1, 2, 0));
    all.add(
        Case.of("ConvTranspose output padding", "ConvTranspose")
            .x(1, 3, 4, 5)
            .x(3, 2, 3, 3)
            .list("strides", 2, 2)
            .list("pads", 1, 1, 1, 1)
            .list("output_padding", 1, 1));
    all.add(
        Case.of("ConvTranspose groups", "ConvTranspose")
            .x(2, 4, 3, 3)
            .x(4, 3, 3, 2)
            .integer("group", 2)
            .list("dilations", 2, 1));
    all.add(
        Case.of("ConvTranspose skip", "ConvTranspose")
            .x(1, 3, 4, 4)
            .floats(drawn(48), 3, 1, 4, 4)
            .integer("group", 3)
            .list("strides", 2, 2)
            .list("pads", 1, 1, 1, 1));

    all.add(
        Case.of("AveragePool", "AveragePool")
            .x(2, 3, 6, 7)
            .list("kernel_shape", 2, 3)
            .list("strides", 2, 2));
    all.add(
        Case.of("AveragePool padded", "AveragePool")
            .x(1, 2, 5, 6)
            .list("kernel_shape", 3, 3)
            .list("pads", 1, 1, 1, 1));
    all.add(
        Case.of("AveragePool counting padding", "AveragePool")
            .x(1, 2, 5, 6)
            .list("kernel_shape", 3, 3)
            .list("pads", 1, 1, 1, 1)
            .integer("count_include_pad", 1));
    all.add(
        Case.of("AveragePool ceil", "AveragePool")
            .x(1, 2, 6, 7)
            .list("kernel_shape", 3, 3)
            .list("strides", 2, 2)
            .integer("ceil_mode", 1));
    all.add(
        Case.of("AveragePool same", "AveragePool")
            .x(1, 2, 5, 6)
            .list("kernel_shape", 3, 3)
            .list("strides", 2, 2)
            .text("auto_pad", "SAME_UPPER"));
    all.add(
        Case.of("MaxPool", "MaxPool")
            .x(2, 3, 6, 7)
            .list("kernel_shape", 2, 2)
            .list("strides", 2, 2));
    all.add(
        Case.of("MaxPool overlapping", "MaxPool")
            .x(2, 2, 7, 6)
            .list("kernel_shape", 3, 3)
            .list("strides", 2, 2)
            .list("pads", 1, 1, 1, 1));
    all.add(
        Case.of("MaxPool ceil dilated", "MaxPool")
            .x(1, 2, 9, 8)
            .list("kernel_shape", 2, 2)
            .list("strides", 3, 2)
            .list("dilations", 2, 2)
            .integer("ceil_mode", 1));
    all.add(
        Case.of("MaxPool old opset", "MaxPool").x(1, 2, 6, 6).list("kernel_shape", 3, 3).opset(13));
    all.add(Case.of("GlobalAveragePool").x(2, 3, 4, 5));
    all.add(Case.of("GlobalMaxPool").x(2, 3, 4, 5));

    for (String operator :
        List.of(
            "ReduceMean",
            "ReduceSumSquare",
            "ReduceL1",
            "ReduceL2",
            "ReduceMax",
            "ReduceMin",
            "ReduceProd",
            "ReduceLogSum",
            "ReduceLogSumExp")) {
      all.add(Case.of(operator + " all", operator).x(2, 3, 2).drawn(1.5, 1).integer("keepdims", 0));
      all.add(Case.of(operator + " kept", operator).x(2, 3, 4).drawn(1.5, 1).list("axes", 1));
      all.add(
          Case.of(operator + " dropped", operator)
              .x(2, 3, 4)
              .drawn(1.5, 1)
              .list("axes", 0, -1)
              .integer("keepdims", 0));
    }
    all.add(reduction("ReduceSum"));
    all.add(
        Case.of("ReduceSum axes", "ReduceSum").x(2, 3, 4).integers(-1, 0).integer("keepdims", 0));
    all.add(
        Case.of("ReduceSum of none", "ReduceSum")
            .x(2, 3)
            .none()
            .integer("noop_with_empty_axes", 1));
    all.add(Case.of("ReduceMean newer", "ReduceMean").x(2, 3, 4).integers(1).opset(18));

    all.add(
        Case.of("BatchNormalization")
            .x(2, 3, 4, 4)
            .floats(drawn(3), 3)
            .floats(drawn(3), 3)
            .floats(drawn(3), 3)
            .floats(new float[] {0.5f, 1.5f, 2f}, 3)
            .number("epsilon", 1e-3));
    all.add(
        Case.of("InstanceNormalization")
            .x(2, 3, 4, 5)
            .floats(drawn(3), 3)
            .floats(drawn(3), 3)
            .number("epsilon", 1e-3));

    all.add(Case.of("Reshape").x(2, 3, 4).integers(0, -1));
    all.add(Case.of("Flatten").x(2, 3, 4).integer("axis", 2));
    all.add(Case.of("Squeeze").x(2, 1, 4).integers(1));
    all.add(Case.of("Unsqueeze").x(2, 4).integers(0, 2));
    all.add(Case.of("Transpose").x(2, 3, 4));
    all.add(Case.of("Transpose permuted", "Transpose").x(2, 3, 4).list("perm", 1, 2, 0));
    all.add(Case.of("Expand").x(3, 1).integers(2, 1, 4));
    all.add(Case.of("Tile").x(2, 3).integers(3, 2));
    all.add(Case.of("Concat").x(2, 3).x(2, 1).x(2, 2).integer("axis", -1));
    all.add(Case.of("Split").x(2, 6).integers(1, 3, 2).integer("axis", 1).outputs(3));
    all.add(Case.of("Slice").x(5, 6).integers(1, -4).integers(4, 6));
    all.add(
        Case.of("Slice with steps", "Slice")
            .x(5, 7)
            .integers(0, -1)
            .integers(5, -100)
            .integers(0, 1)
            .integers(2, -3));
    all.add(
        Case.of("Slice mixed", "Slice")
            .x(2, 5, 6)
            .integers(1, 1)
            .integers(1000, 6)
            .integers(-2, 2)
            .integers(1, 2));
    all.add(Case.of("Gather", "Gather").x(3, 5, 2).integers(4, 0, 0, -1).integer("axis", 1));
    all.add(Case.of("Gather one", "Gather").x(2, 5, 3).integers(2).integer("axis", 1));
    for (String mode : List.of("constant", "edge", "reflect")) {
      all.add(
          Case.of("Pad " + mode, "Pad")
              .x(1, 2, 4, 5)
              .integers(0, 0, 2, 1, 0, 0, 3, 0)
              .text("mode", mode));
    }
    all.add(Case.of("Pad with less", "Pad").x(1, 2, 4, 5).integers(0, 0, -1, 1, 0, 1, -1, 0));
    all.add(Case.of("DepthToSpace").x(1, 8, 2, 3).integer("blocksize", 2));
    all.add(
        Case.of("DepthToSpace CRD", "DepthToSpace")
            .x(2, 8, 2, 3)
            .integer("blocksize", 2)
            .text("mode", "CRD"));
    all.add(Case.of("SpaceToDepth").x(1, 2, 4, 6).integer("blocksize", 2));

    for (String coordinates :
        List.of("half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric")) {
      all.add(resize("linear", coordinates).none().integers(1, 2, 7, 3).text("mode", "linear"));
      all.add(
          resize("linear scaled", coordinates)
              .floats(new float[] {1, 1, 1.7f, 0.6f}, 4)
              .text("mode", "linear"));
      for (String rounding : List.of("round_prefer_floor", "round_prefer_ceil", "floor", "ceil")) {
        all.add(
            resize("nearest " + rounding, coordinates)
                .none()
                .integers(1, 2, 9, 3)
                .text("mode", "nearest")
                .text("nearest_mode", rounding));
      }
    }
    return all.stream();
  }

  private static Case resize(String what, String coordinates) {
    return Case.of("Resize " + what + " " + coordinates, "Resize")
        .x(1, 2, 4, 5)
        .none()
        .text("coordinate_transformation_mode", coordinates);
  }

  private static float[] drawn(int count) {
    Random random = new Random(count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /**
   * Numbers in random order that keep away from each other, and from 0: the gradient jumps where
   * two inputs of Max are equal, and where Relu bends.
   */
  private static Map<String, Values> inputs(Case of, Random random, double[] step) {
    int count = 0;
    for (long[] shape : of.inputs().values()) {
      count += Math.toIntExact(new Shape(shape).count());
    }
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      places.add(i);
    }
    Collections.shuffle(places, random);
    double gap = 2 * of.scale() / count;
    step[0] = Math.min(0.02 * of.scale(), 0.2 * gap);
    Map<String, Values> inputs = new HashMap<>();
    int next = 0;
    for (var input : of.inputs().entrySet()) {
      float[] data = new float[Math.toIntExact(new Shape(input.getValue()).count())];
      for (int i = 0; i < data.length; i++) {
        // A little off the middle, so that a Clip's limit does not fall on one.
        data[i] =
            (float) (of.offset() - of.scale() + (places.get(next++) + 0.5) * gap + 0.25 * gap);
      }
      inputs.put(input.getKey(), new Values(data, input.getValue()));
    }
    return inputs;
  }

  private static double weighted(Map<String, float[]> outputs, Map<String, Values> seeds) {
    double sum = 0;
    for (var seed : seeds.entrySet()) {
      float[] output = outputs.get(seed.getKey());
      for (int i = 0; i < output.length; i++) {
        sum += (double) output[i] * seed.getValue().data()[i];
      }
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithFiniteDifferences(Case of) throws Exception {
    for (int round = 0; round < SEEDS; round++) {
      Random random = new Random(round);
      double[] step = new double[1];
      Map<String, Values> inputs = inputs(of, random, step);
      ModelProto model = of.model();
      Map<String, long[]> shapes = PlainRuntime.shapes(model, inputs);
      Map<String, Values> seeds = new HashMap<>();
      for (String output : of.outputNames()) {
        float[] data = new float[Math.toIntExact(new Shape(shapes.get(output)).count())];
        for (int i = 0; i < data.length; i++) {
          data[i] = (float) random.nextGaussian();
        }
        seeds.put(output, new Values(data, shapes.get(output)));
      }
      List<String> wanted = List.copyOf(of.inputs().keySet());
      ModelProto gradient = GradientGraph.of(model, shapes, of.outputNames(), wanted, List.of());
      Map<String, Values> all = new HashMap<>(inputs);
      seeds.forEach((output, seed) -> all.put(GradientGraph.seed(output), seed));
      try (PlainRuntime forward = new PlainRuntime(model);
          PlainRuntime backward = new PlainRuntime(gradient)) {
        Map<String, float[]> gradients = backward.run(all);
        for (String input : wanted) {
          compare(
              of,
              input,
              gradients.get(GradientGraph.gradient(input)),
              inputs,
              seeds,
              forward,
              step[0]);
        }
      }
    }
  }

  private static void compare(
      Case of,
      String input,
      float[] gradient,
      Map<String, Values> inputs,
      Map<String, Values> seeds,
      PlainRuntime forward,
      double step)
      throws Exception {
    float[] data = inputs.get(input).data();
    assertThat(gradient).as("%s: gradient of %s", of, input).hasSameSizeAs(data);
    double[] expected = new double[data.length];
    double largest = 0.05; // what is nearly 0 everywhere is compared with the seeds
    for (int i = 0; i < data.length; i++) {
      float kept = data[i];
      // Richardson's extrapolation of two central differences.
      double coarse = difference(data, i, kept, step, inputs, seeds, forward);
      double fine = difference(data, i, kept, step / 2, inputs, seeds, forward);
      expected[i] = (4 * fine - coarse) / 3;
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    for (int i = 0; i < data.length; i++) {
      assertThat(Math.abs(gradient[i] - expected[i]) / largest)
          .as("%s: entry %d of %s is %s, expected %s", of, i, input, gradient[i], expected[i])
          .isLessThanOrEqualTo(TOLERANCE);
    }
  }

  private static double difference(
      float[] data,
      int at,
      float kept,
      double step,
      Map<String, Values> inputs,
      Map<String, Values> seeds,
      PlainRuntime forward)
      throws Exception {
    data[at] = (float) (kept + step);
    double width = data[at];
    double above = weighted(forward.run(inputs), seeds);
    data[at] = (float) (kept - step);
    width -= data[at];
    double below = weighted(forward.run(inputs), seeds);
    data[at] = kept;
    return (above - below) / width;
  }

  @Test
  void everyRuleIsTried() {
    Set<String> tried = cases().map(Case::operator).collect(Collectors.toSet());
    assertThat(tried).containsAll(GradientRules.operators());
  }

  @Test
  void namesTheOperatorThatHasNoGradient() throws Exception {
    assertThatThrownBy(GradientRulesTest::withoutRule)
        .isInstanceOf(InvalidGraphException.class)
        .hasMessageContaining("CumSum")
        .hasMessageContaining("'node'");
  }

  @Test
  void namesItInTheLanguageOfTheStudio() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThatThrownBy(GradientRulesTest::withoutRule)
          .hasMessageContaining("der Operator CumSum seines Knotens \u201enode\u201c hat keine");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static void withoutRule() throws Exception {
    Case hidden = Case.of("CumSum").x(3).integers(0);
    Map<String, Values> inputs = Map.of("x0", new Values(new float[3], new long[] {3}));
    ModelProto model =
        hidden.model().toBuilder()
            .setGraph(
                hidden.model().getGraph().toBuilder()
                    .setInitializer(
                        0, hidden.model().getGraph().getInitializer(0).toBuilder().clearDims()))
            .build();
    Map<String, long[]> shapes = PlainRuntime.shapes(model, inputs);
    GradientGraph.of(model, shapes, List.of("y0"), List.of("x0"), List.of());
  }
}
