package studio.anycost.models.graph.gradient;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import studio.anycost.models.graph.InvalidGraphException;
import studio.anycost.models.words.Texts;

/** Pools. */
final class PoolingRules {
  private PoolingRules() {}

  static void addTo(Map<String, Rule> rules) {
    rules.put("AveragePool", PoolingRules::average);
    rules.put("MaxPool", PoolingRules::largest);
    rules.put("GlobalAveragePool", PoolingRules::globalAverage);
    rules.put("GlobalMaxPool", PoolingRules::globalLargest);
  }

  private static Windows windows(Step step) throws InvalidGraphException {
    return Windows.of(
        step,
        step.inputShape(0),
        step.outputShape(),
        step.list("kernel_shape")
            .orElseThrow(() -> step.fault(Texts.of("graph.poolingRules.noKernel"))));
  }

  /** Every place of the window gives its pixels equal shares. */
  private static void average(Step step) throws InvalidGraphException {
    Windows windows = windows(step);
    Shape output = step.outputShape();
    int channels = Math.toIntExact(step.inputShape(0).size(1));
    String share = step.add("Mul", step.gradient(), shares(step, windows, output));
    int pixels = Math.toIntExact(LongStream.of(windows.kernel()).reduce(1, (a, b) -> a * b));
    float[] ones = new float[channels * pixels];
    Arrays.fill(ones, 1);
    long[] sizes = new long[2 + windows.axes()];
    sizes[0] = channels;
    sizes[1] = 1;
    System.arraycopy(windows.kernel(), 0, sizes, 2, windows.axes());
    step.give(
        0,
        step.add(
            "ConvTranspose",
            List.of(share, step.constant(ones, sizes)),
            Nodes.integer("group", channels),
            Nodes.list("kernel_shape", windows.kernel()),
            Nodes.list("strides", windows.strides()),
            Nodes.list("dilations", windows.dilations()),
            Nodes.list("pads", windows.pads()),
            Nodes.list("output_padding", windows.unreached())));
  }

  /** One over the number of pixels that count at every place, {@code [1, 1, sizes...]}. */
  private static String shares(Step step, Windows windows, Shape output)
      throws InvalidGraphException {
    Shape input = step.inputShape(0);
    boolean withPadding = step.integer("count_include_pad", 0) != 0;
    long[] declared = step.list("pads").orElse(new long[2 * windows.axes()]);
    long[] sizes = new long[output.rank()];
    sizes[0] = 1;
    sizes[1] = 1;
    float[] shares = {1};
    for (int axis = 0; axis < windows.axes(); axis++) {
      int places = Math.toIntExact(output.size(2 + axis));
      sizes[2 + axis] = places;
      // Windows that reach beyond the padding, too, count what lies within it.
      long from = withPadding ? -windows.before()[axis] : 0;
      long to =
          input.size(2 + axis) + (withPadding ? Math.max(0, declared[windows.axes() + axis]) : 0);
      float[] next = new float[shares.length * places];
      for (int place = 0; place < places; place++) {
        long count = 0;
        for (long k = 0; k < windows.kernel()[axis]; k++) {
          long at =
              place * windows.strides()[axis]
                  - windows.before()[axis]
                  + k * windows.dilations()[axis];
          count += at >= from && at < to ? 1 : 0;
        }
        for (int i = 0; i < shares.length; i++) {
          next[i * places + place] = shares[i] / Math.max(1, count);
        }
      }
      shares = next;
    }
    return step.constant(shares, sizes);
  }

  /** The pixel that was largest gets it all; the pool itself says which that was. */
  private static void largest(Step step) throws InvalidGraphException {
    if (step.integer("storage_order", 0) != 0) {
      throw step.fault(Texts.of("graph.poolingRules.byColumns"));
    }
    Shape input = step.inputShape(0);
    Shape output = step.outputShape();
    Shape row = new Shape(input.count());
    String places = step.reshape(step.secondOutput(), new Shape(output.count()));
    String gradient = step.reshape(step.gradient(), new Shape(output.count()));
    String scattered =
        step.add(
            "ScatterElements",
            List.of(step.zeros(row), places, gradient),
            Nodes.integer("axis", 0),
            Nodes.text("reduction", "add"));
    step.give(0, step.reshape(scattered, input));
  }

  private static void globalAverage(Step step) throws InvalidGraphException {
    Shape input = step.inputShape(0);
    long pixels = input.count() / input.size(0) / input.size(1);
    step.give(
        0,
        step.add(
            "Expand",
            step.times(step.gradient(), 1.0 / pixels),
            step.nodes().integers(input.sizes())));
  }

  private static void globalLargest(Step step) throws InvalidGraphException {
    String chosen = step.where(step.add("Equal", step.input(0), step.output()), step.number(1));
    String count = step.sum(chosen, true, ReductionRules.pixelAxes(step.inputShape(0)));
    step.give(0, step.add("Mul", step.add("Div", step.gradient(), count), chosen));
  }
}
