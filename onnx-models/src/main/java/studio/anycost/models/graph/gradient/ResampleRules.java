package studio.anycost.models.graph.gradient;

import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import studio.anycost.models.graph.InvalidGraphException;
import studio.anycost.models.words.Texts;

/**
 * Resizing: along every axis the product with a matrix that follows from the sizes alone, so that
 * the gradient is the product with its transpose. Coordinates are those of the operator's
 * definition in the ONNX standard.
 */
final class ResampleRules {
  /** Makes the weights of one axis. */
  private record Axis(
      long from, long to, double scale, String mode, String coordinates, String nearest) {}

  private ResampleRules() {}

  static void addTo(Map<String, Rule> rules) {
    rules.put("Resize", ResampleRules::resize);
  }

  private static void resize(Step step) throws InvalidGraphException {
    String mode = step.text("mode", "nearest");
    if (!mode.equals("nearest") && !mode.equals("linear")) {
      throw step.fault(Texts.of("graph.resampleRules.noMode", mode));
    }
    if (step.integer("antialias", 0) != 0) {
      throw step.fault(Texts.of("graph.resampleRules.smoothes"));
    }
    Shape input = step.inputShape(0);
    Shape output = step.outputShape();
    long[] axes = step.list("axes").orElse(LongStream.range(0, input.rank()).toArray());
    Optional<float[]> scales =
        step.hasInput(2) && step.floats(2).filter(list -> list.length > 0).isPresent()
            ? step.floats(2)
            : Optional.empty();
    String gradient = step.gradient();
    Shape shape = output;
    for (int i = 0; i < axes.length; i++) {
      int axis = input.axis(axes[i]);
      double scale =
          scales.isPresent()
              ? scales.get()[i]
              : (double) (float) ((double) output.size(axis) / input.size(axis));
      if (input.size(axis) == output.size(axis) && scale == 1) {
        continue;
      }
      Axis along =
          new Axis(
              input.size(axis),
              output.size(axis),
              scale,
              mode,
              step.text("coordinate_transformation_mode", "half_pixel"),
              step.text("nearest_mode", "round_prefer_floor"));
      gradient = spread(step, gradient, shape, axis, weights(step, along), input.size(axis));
      shape = shape.with(axis, input.size(axis));
    }
    step.give(0, gradient);
  }

  /** The product with the transposed matrix along one axis. */
  private static String spread(
      Step step, String gradient, Shape shape, int axis, float[] weights, long size) {
    int last = shape.rank() - 1;
    String matrix = step.constant(weights, shape.size(axis), size);
    if (axis == last) {
      return step.add("MatMul", gradient, matrix);
    }
    if (axis == last - 1) {
      return step.add("MatMul", step.transpose(matrix, 1, 0), gradient);
    }
    long[] swap = LongStream.range(0, shape.rank()).toArray();
    swap[axis] = last;
    swap[last] = axis;
    return step.transpose(step.add("MatMul", step.transpose(gradient, swap), matrix), swap);
  }

  /** {@code [to, from]}: what every place takes of every entry. */
  private static float[] weights(Step step, Axis axis) throws InvalidGraphException {
    int from = Math.toIntExact(axis.from());
    int to = Math.toIntExact(axis.to());
    float[] weights = new float[Math.multiplyExact(from, to)];
    for (int place = 0; place < to; place++) {
      float at = coordinate(step, axis, place);
      if (axis.mode().equals("nearest")) {
        long nearest = rounded(step, axis.nearest(), at);
        weights[place * from + (int) Math.max(0, Math.min(from - 1, nearest))] += 1;
      } else {
        float inside = Math.max(0, Math.min(from - 1, at));
        int low = (int) Math.floor(inside);
        int high = Math.min(low + 1, from - 1);
        weights[place * from + low] += 1 - (inside - low);
        weights[place * from + high] += inside - low;
      }
    }
    return weights;
  }

  /** In single precision, as runtimes compute it: at a border the last bit decides. */
  private static float coordinate(Step step, Axis axis, int place) throws InvalidGraphException {
    float scale = (float) axis.scale();
    return switch (axis.coordinates()) {
      case "half_pixel" -> (place + 0.5f) / scale - 0.5f;
      case "pytorch_half_pixel" -> axis.to() > 1 ? (place + 0.5f) / scale - 0.5f : 0;
      case "align_corners" ->
          axis.to() == 1 ? 0 : place * (float) (axis.from() - 1) / (float) (axis.to() - 1);
      case "asymmetric" -> place / scale;
      case "half_pixel_symmetric" -> {
        float whole = axis.from() * scale;
        float offset = axis.from() / 2f * (1 - axis.to() / whole);
        yield offset + (place + 0.5f) / scale - 0.5f;
      }
      default ->
          throw step.fault(Texts.of("graph.resampleRules.noCoordinates", axis.coordinates()));
    };
  }

  private static long rounded(Step step, String how, float at) throws InvalidGraphException {
    return switch (how) {
      case "round_prefer_floor" -> (long) Math.ceil(at - 0.5);
      case "round_prefer_ceil" -> (long) Math.floor(at + 0.5);
      case "floor" -> (long) Math.floor(at);
      case "ceil" -> (long) Math.ceil(at);
      default -> throw step.fault(Texts.of("graph.resampleRules.roundingUnknown", how));
    };
  }
}
