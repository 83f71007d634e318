package studio.anycost.models.graph.gradient;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import studio.anycost.models.graph.InvalidGraphException;
import studio.anycost.models.words.Texts;

/** Operators that move numbers without changing them. */
final class LayoutRules {
  private LayoutRules() {}

  static void addTo(Map<String, Rule> rules) {
    for (String operator : List.of("Reshape", "Flatten", "Squeeze", "Unsqueeze")) {
      rules.put(operator, LayoutRules::reshape);
    }
    rules.put("Transpose", LayoutRules::transpose);
    rules.put("Expand", LayoutRules::expand);
    rules.put("Tile", LayoutRules::tile);
    rules.put("Concat", LayoutRules::concat);
    rules.put("Split", LayoutRules::split);
    rules.put("Slice", LayoutRules::slice);
    rules.put("Gather", LayoutRules::gather);
    rules.put("Pad", LayoutRules::pad);
    rules.put("DepthToSpace", LayoutRules::depthToSpace);
    rules.put("SpaceToDepth", LayoutRules::spaceToDepth);
  }

  private static void reshape(Step step) throws InvalidGraphException {
    step.give(0, step.reshape(step.gradient(), step.inputShape(0)));
  }

  private static void transpose(Step step) throws InvalidGraphException {
    int rank = step.inputShape(0).rank();
    long[] permutation =
        step.list("perm")
            .orElse(IntStream.range(0, rank).mapToLong(axis -> rank - 1 - axis).toArray());
    long[] inverse = new long[rank];
    for (int axis = 0; axis < rank; axis++) {
      inverse[(int) permutation[axis]] = axis;
    }
    step.give(0, step.transpose(step.gradient(), inverse));
  }

  private static void expand(Step step) throws InvalidGraphException {
    step.giveBroadcast(0, step.gradient());
  }

  /** Every axis in two, copies and size, of which the copies are summed. */
  private static void tile(Step step) throws InvalidGraphException {
    Shape input = step.inputShape(0);
    long[] repeats = step.integers(1);
    long[] sizes = new long[2 * input.rank()];
    for (int axis = 0; axis < input.rank(); axis++) {
      sizes[2 * axis] = repeats[axis];
      sizes[2 * axis + 1] = input.size(axis);
    }
    String parted = step.reshape(step.gradient(), new Shape(sizes));
    long[] copies = LongStream.range(0, input.rank()).map(axis -> 2 * axis).toArray();
    step.give(0, step.sum(parted, false, copies));
  }

  private static String sliced(Step step, String value, long from, long to, long axis) {
    return step.add(
        "Slice",
        value,
        step.nodes().integers(from),
        step.nodes().integers(to),
        step.nodes().integers(axis));
  }

  private static void concat(Step step) throws InvalidGraphException {
    int axis = step.outputShape().axis(step.integer("axis", 0));
    long from = 0;
    for (int i = 0; i < step.inputs(); i++) {
      long to = from + step.inputShape(i).size(axis);
      if (step.needs(i)) {
        step.give(i, sliced(step, step.gradient(), from, to, axis));
      }
      from = to;
    }
  }

  private static void split(Step step) throws InvalidGraphException {
    int axis = step.inputShape(0).axis(step.integer("axis", 0));
    String[] parts = new String[step.outputs()];
    for (int i = 0; i < parts.length; i++) {
      Optional<String> gradient = step.gradient(i);
      parts[i] = gradient.isPresent() ? gradient.get() : step.zeros(step.outputShape(i));
    }
    step.give(0, step.add("Concat", List.of(parts), Nodes.integer("axis", axis)));
  }

  private static void slice(Step step) throws InvalidGraphException {
    Shape input = step.inputShape(0);
    Shape output = step.outputShape();
    long[] starts = step.integers(1);
    long[] axes =
        step.hasInput(3) ? step.integers(3) : LongStream.range(0, starts.length).toArray();
    long[] steps = step.hasInput(4) ? step.integers(4) : null;
    String gradient = step.gradient();
    Shape shape = output;
    long[] pads = new long[2 * input.rank()];
    boolean padded = false;
    for (int i = 0; i < axes.length; i++) {
      int axis = input.axis(axes[i]);
      long size = input.size(axis);
      long stride = steps == null ? 1 : steps[i];
      long start = starts[i] < 0 ? starts[i] + size : starts[i];
      start = Math.max(0, Math.min(stride < 0 ? size - 1 : size, start));
      if (stride == 1) {
        pads[axis] = start;
        pads[input.rank() + axis] = size - start - output.size(axis);
        padded |= output.size(axis) != size;
      } else {
        long first = start;
        long[] from =
            LongStream.range(0, output.size(axis)).map(place -> first + place * stride).toArray();
        gradient = step.scattered(gradient, shape, axis, from, size);
        shape = shape.with(axis, size);
      }
    }
    step.give(0, padded ? step.add("Pad", gradient, step.nodes().integers(pads)) : gradient);
  }

  private static void gather(Step step) throws InvalidGraphException {
    Shape data = step.inputShape(0);
    int axis = data.axis(step.integer("axis", 0));
    long size = data.size(axis);
    long[] from =
        LongStream.of(step.integers(1)).map(index -> index < 0 ? index + size : index).toArray();
    Shape rows = data.with(axis, from.length);
    String gradient = step.reshape(step.gradient(), rows);
    if (from.length == 1) {
      long[] pads = new long[2 * data.rank()];
      pads[axis] = from[0];
      pads[data.rank() + axis] = size - 1 - from[0];
      step.give(0, step.add("Pad", gradient, step.nodes().integers(pads)));
    } else {
      step.give(0, step.scattered(gradient, rows, axis, from, size));
    }
  }

  private static void pad(Step step) throws InvalidGraphException {
    Shape input = step.inputShape(0);
    long[] given = step.integers(1);
    long[] axes =
        step.hasInput(3) ? step.integers(3) : LongStream.range(0, given.length / 2).toArray();
    String mode = step.text("mode", "constant");
    String gradient = step.gradient();
    Shape shape = step.outputShape();
    for (int i = 0; i < axes.length; i++) {
      int axis = input.axis(axes[i]);
      long before = given[i];
      long size = input.size(axis);
      if (before == 0 && shape.size(axis) == size) {
        continue;
      }
      long[] from = new long[Math.toIntExact(shape.size(axis))];
      for (int place = 0; place < from.length; place++) {
        from[place] = taken(step, mode, place - before, size);
      }
      gradient = unpadded(step, gradient, shape, axis, from, size);
      shape = shape.with(axis, size);
    }
    step.give(0, gradient);
  }

  /** Where a place beyond the borders takes its number from; -1 from nowhere. */
  private static long taken(Step step, String mode, long place, long size)
      throws InvalidGraphException {
    if (place >= 0 && place < size) {
      return place;
    }
    return switch (mode) {
      case "constant" -> -1;
      case "edge" -> place < 0 ? 0 : size - 1;
      case "reflect" -> size == 1 ? 0 : place < 0 ? -place : 2 * (size - 1) - place;
      case "wrap" -> Math.floorMod(place, size);
      default -> throw step.fault(Texts.of("graph.layoutRules.modeUnknown", mode));
    };
  }

  /** Adds what lies beyond the borders to where it was taken from. */
  private static String unpadded(
      Step step, String gradient, Shape shape, int axis, long[] from, long size) {
    int first = 0;
    while (first < from.length && from[first] < 0) {
      first++;
    }
    int end = from.length;
    while (end > first && from[end - 1] < 0) {
      end--;
    }
    long[] kept = Arrays.copyOfRange(from, first, end);
    String inner =
        first == 0 && end == from.length ? gradient : sliced(step, gradient, first, end, axis);
    boolean whole =
        kept.length == size && IntStream.range(0, kept.length).allMatch(i -> kept[i] == i);
    return whole ? inner : step.scattered(inner, shape.with(axis, kept.length), axis, kept, size);
  }

  private static void depthToSpace(Step step) throws InvalidGraphException {
    Shape input = step.inputShape(0);
    long block = step.integer("blocksize", 1);
    long depth = input.size(1) / (block * block);
    boolean columns = step.text("mode", "DCR").equals("CRD");
    Shape parted = new Shape(input.size(0), depth, input.size(2), block, input.size(3), block);
    String pixels = step.reshape(step.gradient(), parted);
    String moved =
        columns
            ? step.transpose(pixels, 0, 1, 3, 5, 2, 4)
            : step.transpose(pixels, 0, 3, 5, 1, 2, 4);
    step.give(0, step.reshape(moved, input));
  }

  private static void spaceToDepth(Step step) throws InvalidGraphException {
    step.give(
        0,
        step.add(
            "DepthToSpace",
            List.of(step.gradient()),
            Nodes.integer("blocksize", step.integer("blocksize", 1))));
  }
}
