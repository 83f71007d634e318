package studio.anycost.models.graph.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import studio.anycost.models.graph.InvalidGraphException;
import studio.anycost.models.words.Texts;

/**
 * Convolutions and transposed ones: the gradient of the features of the one is the other with the
 * same weight, and the gradient of the weight is a convolution of the features with the gradient.
 */
final class ConvolutionRules {
  private ConvolutionRules() {}

  static void addTo(Map<String, Rule> rules) {
    rules.put("Conv", ConvolutionRules::convolution);
    rules.put("ConvTranspose", ConvolutionRules::transposedConvolution);
  }

  private static long[] kernel(Shape weight) {
    return LongStream.of(weight.sizes()).skip(2).toArray();
  }

  private static void convolution(Step step) throws InvalidGraphException {
    Shape features = step.inputShape(0);
    Shape weight = step.inputShape(1);
    Windows windows = Windows.of(step, features, step.outputShape(), kernel(weight));
    long group = step.integer("group", 1);
    if (step.needs(0)) {
      step.give(0, featureGradient(step, windows, weight, group));
    }
    if (step.needs(1)) {
      step.give(
          1,
          weightGradient(
              step, windows, step.input(0), features, step.gradient(), step.outputShape(), group));
    }
    giveBias(step);
  }

  private static void transposedConvolution(Step step) throws InvalidGraphException {
    Shape features = step.inputShape(0);
    Shape weight = step.inputShape(1);
    Windows windows = transposedWindows(step, features, weight);
    long group = step.integer("group", 1);
    if (step.needs(0)) {
      step.give(
          0,
          step.add(
              "Conv",
              List.of(step.gradient(), step.input(1)),
              Nodes.integer("group", group),
              Nodes.list("kernel_shape", windows.kernel()),
              Nodes.list("strides", windows.strides()),
              Nodes.list("dilations", windows.dilations()),
              Nodes.list("pads", windows.pads())));
    }
    if (step.needs(1)) {
      step.give(
          1,
          weightGradient(
              step, windows, step.gradient(), step.outputShape(), step.input(0), features, group));
    }
    giveBias(step);
  }

  /** Here the features are the small side, and {@code output_shape} can decide the padding. */
  private static Windows transposedWindows(Step step, Shape features, Shape weight)
      throws InvalidGraphException {
    if (step.list("output_shape").isPresent()) {
      throw step.fault(Texts.of("graph.convolutionRules.outputShape"));
    }
    return Windows.of(step, step.outputShape(), features, kernel(weight));
  }

  private static void giveBias(Step step) throws InvalidGraphException {
    if (step.needs(2)) {
      Shape output = step.outputShape();
      long[] axes =
          LongStream.concat(LongStream.of(0), LongStream.of(ReductionRules.pixelAxes(output)))
              .toArray();
      step.give(2, step.sum(step.gradient(), false, axes));
    }
  }

  private static String featureGradient(Step step, Windows windows, Shape weight, long group)
      throws InvalidGraphException {
    Optional<String> flipped = flipped(step, windows, weight, group);
    if (flipped.isPresent()) {
      return step.add(
          "Conv",
          List.of(step.gradient(), flipped.get()),
          Nodes.integer("group", group),
          Nodes.list("kernel_shape", windows.kernel()),
          Nodes.list("pads", fullPads(windows)));
    }
    return step.add(
        "ConvTranspose",
        List.of(step.gradient(), step.input(1)),
        Nodes.integer("group", group),
        Nodes.list("kernel_shape", windows.kernel()),
        Nodes.list("strides", windows.strides()),
        Nodes.list("dilations", windows.dilations()),
        Nodes.list("pads", windows.pads()),
        Nodes.list("output_padding", windows.unreached()));
  }

  private static long[] fullPads(Windows windows) {
    int axes = windows.axes();
    long[] pads = new long[2 * axes];
    for (int i = 0; i < axes; i++) {
      pads[i] = windows.kernel()[i] - 1 - windows.before()[i];
      pads[axes + i] = windows.kernel()[i] - 1 - windows.after()[i];
    }
    return pads;
  }

  /**
   * The weight of the plain convolution that gives the gradient, which the runtime computes far
   * faster than a transposed one; only of constant weights, which are turned round here, once.
   */
  private static Optional<String> flipped(Step step, Windows windows, Shape weight, long group) {
    if (!windows.isPlain() || LongStream.of(fullPads(windows)).anyMatch(size -> size < 0)) {
      return Optional.empty();
    }
    Optional<float[]> values = step.floats(1);
    if (values.isEmpty()) {
      return step.needs(1) ? Optional.empty() : Optional.of(turned(step, windows, weight, group));
    }
    int out = Math.toIntExact(weight.size(0) / group);
    int in = Math.toIntExact(weight.size(1));
    int pixels = Math.toIntExact(LongStream.of(windows.kernel()).reduce(1, (a, b) -> a * b));
    float[] result = new float[values.get().length];
    for (int g = 0; g < group; g++) {
      for (int o = 0; o < out; o++) {
        for (int i = 0; i < in; i++) {
          int from = ((g * out + o) * in + i) * pixels;
          int to = ((g * in + i) * out + o) * pixels;
          for (int pixel = 0; pixel < pixels; pixel++) {
            result[to + pixel] = values.get()[from + pixels - 1 - pixel];
          }
        }
      }
    }
    long[] sizes = weight.sizes().clone();
    sizes[0] = in * group;
    sizes[1] = out;
    return Optional.of(step.constant(result, sizes));
  }

  /**
   * The same of a weight that is computed, as from half precision or from bytes; where nothing but
   * constants goes into it the runtime does this once.
   */
  private static String turned(Step step, Windows windows, Shape weight, long group) {
    int axes = windows.axes();
    long out = weight.size(0) / group;
    long in = weight.size(1);
    long[] apart = new long[axes + 3];
    long[] order = new long[axes + 3];
    long[] joined = new long[axes + 2];
    long[] last = new long[axes];
    long[] beforeFirst = new long[axes];
    long[] spatial = new long[axes];
    System.arraycopy(new long[] {group, out, in}, 0, apart, 0, 3);
    System.arraycopy(new long[] {0, 2, 1}, 0, order, 0, 3);
    joined[0] = group * in;
    joined[1] = out;
    for (int i = 0; i < axes; i++) {
      apart[3 + i] = windows.kernel()[i];
      order[3 + i] = 3L + i;
      joined[2 + i] = windows.kernel()[i];
      last[i] = -1;
      beforeFirst[i] = Long.MIN_VALUE + 1;
      spatial[i] = 2L + i;
    }
    String swapped = step.transpose(step.reshape(step.input(1), new Shape(apart)), order);
    return step.add(
        "Slice",
        step.reshape(swapped, new Shape(joined)),
        step.nodes().integers(last),
        step.nodes().integers(beforeFirst),
        step.nodes().integers(spatial),
        step.nodes().integers(last));
  }

  /**
   * The gradient of a convolution's weight {@code [out, in / group, kernel...]}: every entry of the
   * kernel is the product of the large side, moved by it, with the small side, summed over faces
   * and places. Faces change places with channels, so that a convolution sums over them.
   *
   * @param large what the window moves over, {@code [batch, in, sizes...]}
   * @param small one entry for every place of the window, {@code [batch, out, sizes...]}
   */
  private static String weightGradient(
      Step step,
      Windows windows,
      String large,
      Shape largeShape,
      String small,
      Shape smallShape,
      long group)
      throws InvalidGraphException {
    if (group == 1) {
      return windows.isPoint()
          ? pointGradient(step, large, largeShape, small, smallShape)
          : groupGradient(step, windows, large, largeShape, small);
    }
    long in = largeShape.size(1) / group;
    long out = smallShape.size(1) / group;
    List<String> parts = new ArrayList<>();
    for (long g = 0; g < group; g++) {
      parts.add(
          groupGradient(
              step,
              windows,
              channels(step, large, g * in, (g + 1) * in),
              largeShape.with(1, in),
              channels(step, small, g * out, (g + 1) * out)));
    }
    return step.add("Concat", parts, Nodes.integer("axis", 0));
  }

  private static String channels(Step step, String value, long from, long to) {
    return step.add(
        "Slice",
        value,
        step.nodes().integers(from),
        step.nodes().integers(to),
        step.nodes().integers(1));
  }

  private static String groupGradient(
      Step step, Windows windows, String large, Shape largeShape, String small) {
    long[] swap = IntStream.range(0, largeShape.rank()).asLongStream().toArray();
    swap[0] = 1;
    swap[1] = 0;
    // Strides and dilations change places, too.
    String swapped =
        step.add(
            "Conv",
            List.of(step.transpose(large, swap), step.transpose(small, swap)),
            Nodes.list("strides", windows.dilations()),
            Nodes.list("dilations", windows.strides()),
            Nodes.list("pads", windows.pads()));
    int axes = windows.axes();
    long[] starts = new long[axes];
    long[] pixelAxes = LongStream.range(2, 2 + axes).toArray();
    String whole = step.transpose(swapped, swap);
    // Pixels that no window reaches would be one more entry of the kernel.
    return step.add(
        "Slice",
        whole,
        step.nodes().integers(starts),
        step.nodes().integers(windows.kernel()),
        step.nodes().integers(pixelAxes));
  }

  /** Of a convolution with a window of one pixel: a matrix product. */
  private static String pointGradient(
      Step step, String large, Shape largeShape, String small, Shape smallShape) {
    long batch = largeShape.size(0);
    long pixels = largeShape.count() / batch / largeShape.size(1);
    String left = step.reshape(small, new Shape(batch, smallShape.size(1), pixels));
    String right = step.reshape(large, new Shape(batch, largeShape.size(1), pixels));
    String product = step.add("MatMul", left, step.transpose(right, 0, 2, 1));
    long[] sizes = new long[largeShape.rank()];
    Arrays.fill(sizes, 1);
    sizes[0] = smallShape.size(1);
    sizes[1] = largeShape.size(1);
    return step.reshape(step.sum(product, false, 0), new Shape(sizes));
  }
}
