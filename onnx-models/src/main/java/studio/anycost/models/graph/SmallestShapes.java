package studio.anycost.models.graph;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The smallest shape that each value of a graph can have, with 1 for every free size of the inputs:
 * it shows the graph that makes gigabytes out of a few bytes before it is run.
 *
 * <p>A value whose shape does not follow from constants and declared sizes is unknown, and so is
 * what depends on it. Nodes are given in the graph's order.
 */
final class SmallestShapes {
  private final Map<String, long[]> shapes = new HashMap<>();
  private final Map<String, TensorProto> constants = new HashMap<>();
  private final KnownIntegers integers = new KnownIntegers();

  /** The declared shape of an input. */
  void declare(ValueInfoProto value) {
    if (!value.getType().getTensorType().hasShape()) {
      return;
    }
    TensorShapeProto declared = value.getType().getTensorType().getShape();
    shapes.put(
        value.getName(),
        declared.getDimList().stream()
            .mapToLong(axis -> Math.max(1, axis.getDimValue()))
            .toArray());
  }

  /** An initializer, or the value of a constant node; raw. */
  void constant(String name, TensorProto tensor) {
    shapes.put(name, tensor.getDimsList().stream().mapToLong(Long::longValue).toArray());
    constants.put(name, tensor);
    integers.put(name, tensor);
  }

  /** The smallest shape of a value; empty if it is unknown. */
  Optional<long[]> find(String value) {
    return Optional.ofNullable(shapes.get(value));
  }

  /** Whether a value is a constant of one axis with so many entries at the most. */
  boolean isConstantList(String value, int longest) {
    TensorProto tensor = constants.get(value);
    return tensor != null && tensor.getDimsCount() == 1 && tensor.getDims(0) <= longest;
  }

  /** The entries of a small tensor of integers, or less; empty if they are unknown. */
  Optional<List<Long>> integers(String value) {
    return integers.find(value);
  }

  /**
   * Notes what a node gives.
   *
   * @return the shape of its first output, if it is known
   */
  Optional<long[]> follow(NodeProto node) {
    integers.follow(node);
    Optional<long[]> shape;
    try {
      shape = Optional.ofNullable(new Rule(node).shape());
    } catch (Unknown | IndexOutOfBoundsException e) {
      // The index: operands that do not fit together, about which the runtime will complain.
      shape = Optional.empty();
    }
    shape.ifPresent(
        known -> {
          for (String output : node.getOutputList()) {
            shapes.put(output, known);
          }
        });
    return shape;
  }

  /** Something that a rule needs is not known. */
  private static final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unknown() {
      super(null, null, false, false);
    }
  }

  /** How one node's output follows from its inputs. */
  private final class Rule {
    private final NodeProto node;
    private final NodeAttributes attributes;

    Rule(NodeProto node) {
      this.node = node;
      this.attributes = new NodeAttributes(node);
    }

    /** Null if it is unknown. */
    long[] shape() {
      return switch (node.getOpType()) {
        case "Add",
            "And",
            "Div",
            "Equal",
            "Greater",
            "GreaterOrEqual",
            "Less",
            "LessOrEqual",
            "Max",
            "Mean",
            "Min",
            "Mul",
            "Or",
            "Pow",
            "Sub",
            "Sum",
            "Where" ->
            broadcast(node.getInputList());
        case "Concat" -> concat();
        case "Constant" -> constant();
        case "ConstantOfShape" -> broadcast(new long[0], integers(0));
        case "Conv" -> windows().convolution(in(0), in(1));
        case "AveragePool", "MaxPool" -> windows().pool(in(0), listed("kernel_shape"));
        case "ConvTranspose" -> windows().transposedConvolution(in(0), in(1));
        case "DepthToSpace" -> windows().depthToSpace(in(0));
        case "SpaceToDepth" -> windows().spaceToDepth(in(0));
        case "Expand" -> broadcast(in(0), integers(1));
        case "Flatten" -> flatten();
        case "Gather" -> gather();
        case "Gemm" -> gemm();
        case "GlobalAveragePool", "GlobalMaxPool" -> pooled();
        case "MatMul" -> matMul();
        case "Pad" -> pad();
        case "Reshape" -> reshape();
        case "Resize" -> resize();
        case "Shape" -> rank();
        case "Size" -> new long[0];
        case "Slice", "Split" -> ones();
        case "Squeeze" -> squeeze();
        case "Unsqueeze" -> unsqueeze();
        case "Tile" -> tile();
        case "Transpose" -> transpose();
        default ->
            node.getOpType().startsWith("Reduce") || node.getOpType().startsWith("Arg")
                ? ones()
                : in(0);
      };
    }

    private long[] in(int index) {
      return known(shapes.get(node.getInput(index)));
    }

    private long[] integers(int index) {
      return SmallestShapes.this.integers.find(node.getInput(index)).map(this::array).orElse(null);
    }

    /** An unknown operand makes the result unknown. */
    private static long[] known(long[] shape) {
      if (shape == null) {
        throw new Unknown();
      }
      return shape;
    }

    private long[] array(List<Long> list) {
      return list.stream().mapToLong(Long::longValue).toArray();
    }

    private long[] listed(String attribute) {
      return known(attributes.integers(attribute).map(this::array).orElse(null));
    }

    private boolean has(int input) {
      return node.getInputCount() > input && !node.getInput(input).isEmpty();
    }

    /** From 0 up to and including the rank. */
    private static int axis(long axis, int rank) {
      long position = axis < 0 ? axis + rank : axis;
      if (position < 0 || position > rank) {
        throw new Unknown();
      }
      return (int) position;
    }

    private WindowShapes windows() {
      return new WindowShapes(attributes);
    }

    /** Of one that is no tensor: a tensor was noted before. */
    private long[] constant() {
      long[] noted = shapes.get(node.getOutput(0));
      if (noted != null) {
        return noted;
      }
      return attributes
          .find("value_ints")
          .or(() -> attributes.find("value_floats"))
          .map(list -> new long[] {list.getIntsCount() + list.getFloatsCount()})
          .orElse(new long[0]);
    }

    private long[] broadcast(List<String> operands) {
      long[] result = new long[0];
      for (String operand : operands) {
        result = broadcast(result, known(shapes.get(operand)));
      }
      return result;
    }

    private long[] broadcast(long[] a, long[] b) {
      known(b);
      long[] result = new long[Math.max(a.length, b.length)];
      for (int i = 1; i <= result.length; i++) {
        long left = i <= a.length ? a[a.length - i] : 1;
        long right = i <= b.length ? b[b.length - i] : 1;
        result[result.length - i] = Math.max(left, right);
      }
      return result;
    }

    private long[] concat() {
      long[] result = in(0).clone();
      int axis = axis(attributes.integer("axis", 0), result.length);
      for (int i = 1; i < node.getInputCount(); i++) {
        result[axis] = Sizes.plus(result[axis], in(i)[axis]);
      }
      return result;
    }

    private long[] flatten() {
      long[] shape = in(0);
      int axis = axis(attributes.integer("axis", 1), shape.length);
      return new long[] {
        Sizes.product(Arrays.copyOf(shape, axis)),
        Sizes.product(Arrays.copyOfRange(shape, axis, shape.length))
      };
    }

    private long[] gather() {
      long[] data = in(0);
      long[] indices = in(1);
      if (data.length == 0) {
        return null;
      }
      int axis = axis(attributes.integer("axis", 0), data.length);
      long[] result = new long[data.length - 1 + indices.length];
      System.arraycopy(data, 0, result, 0, axis);
      System.arraycopy(indices, 0, result, axis, indices.length);
      System.arraycopy(data, axis + 1, result, axis + indices.length, data.length - axis - 1);
      return result;
    }

    private long[] gemm() {
      return new long[] {
        in(0)[(int) (attributes.integer("transA", 0) & 1)],
        in(1)[1 - (int) (attributes.integer("transB", 0) & 1)]
      };
    }

    private long[] matMul() {
      long[] a = in(0);
      long[] b = in(1);
      if (a.length < 2 || b.length < 2) {
        return null;
      }
      long[] result = broadcast(Arrays.copyOf(a, a.length - 2), Arrays.copyOf(b, b.length - 2));
      result = Arrays.copyOf(result, result.length + 2);
      result[result.length - 2] = a[a.length - 2];
      result[result.length - 1] = b[b.length - 1];
      return result;
    }

    private long[] pooled() {
      long[] result = in(0).clone();
      for (int i = 2; i < result.length; i++) {
        result[i] = 1;
      }
      return result;
    }

    private long[] pad() {
      long[] result = in(0).clone();
      long[] pads = known(integers(1));
      long[] axes = has(3) ? known(integers(3)) : null;
      for (int i = 0; i < pads.length / 2; i++) {
        int axis = axes == null ? i : axis(axes[i], result.length);
        long size = Sizes.plus(result[axis], Sizes.plus(pads[i], pads[i + pads.length / 2]));
        result[axis] = Math.max(1, size);
      }
      return result;
    }

    private long[] reshape() {
      long[] shape = in(0);
      long[] result = known(integers(1)).clone();
      int rest = -1;
      long others = 1;
      for (int i = 0; i < result.length; i++) {
        if (result[i] == 0 && attributes.integer("allowzero", 0) == 0) {
          result[i] = shape[i];
        }
        if (result[i] == -1) {
          rest = i;
        } else {
          result[i] = Math.max(1, result[i]);
          others = Sizes.times(others, result[i]);
        }
      }
      if (rest >= 0) {
        result[rest] = Math.max(1, Sizes.product(shape) / others);
      }
      return result;
    }

    private long[] resize() {
      long[] result = in(0).clone();
      long[] axes = attributes.integers("axes").map(this::array).orElse(null);
      boolean sized = has(3);
      long[] sizes = sized ? known(integers(3)) : null;
      float[] scales = sized ? null : floats(node.getInput(2));
      int count = Math.min(result.length, sized ? sizes.length : scales.length);
      for (int i = 0; i < count; i++) {
        int axis = axes == null ? i : axis(axes[i], result.length);
        double size = sized ? sizes[i] : result[axis] * (double) scales[i];
        result[axis] = Math.max(1, (long) size);
      }
      return result;
    }

    private float[] floats(String value) {
      TensorProto tensor = constants.get(value);
      if (tensor == null || tensor.getDataType() != TensorProto.DataType.FLOAT_VALUE) {
        throw new Unknown();
      }
      ByteBuffer data = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      float[] values = new float[data.remaining() / Float.BYTES];
      data.asFloatBuffer().get(values);
      return values;
    }

    private long[] rank() {
      List<Long> shape = Arrays.stream(in(0)).boxed().toList();
      SmallestShapes.this.integers.put(node.getOutput(0), shape);
      return new long[] {shape.size()};
    }

    private long[] ones() {
      long[] result = in(0).clone();
      Arrays.fill(result, 1);
      return result;
    }

    private long[] axes() {
      if (has(1)) {
        return known(integers(1));
      }
      return listed("axes");
    }

    private long[] squeeze() {
      long[] shape = in(0);
      boolean[] gone = new boolean[shape.length];
      for (long axis : axes()) {
        gone[axis(axis, shape.length)] = true;
      }
      List<Long> result = new ArrayList<>();
      for (int i = 0; i < shape.length; i++) {
        if (!gone[i]) {
          result.add(shape[i]);
        }
      }
      return array(result);
    }

    private long[] unsqueeze() {
      long[] shape = in(0);
      long[] axes = axes();
      List<Long> result =
          new ArrayList<>(Collections.nCopies(shape.length + axes.length, (Long) null));
      for (long axis : axes) {
        result.set(axis(axis, result.size()), 1L);
      }
      int next = 0;
      for (int i = 0; i < result.size(); i++) {
        if (result.get(i) == null) {
          result.set(i, shape[next++]);
        }
      }
      return array(result);
    }

    private long[] tile() {
      long[] result = in(0).clone();
      long[] repeats = known(integers(1));
      for (int i = 0; i < result.length; i++) {
        result[i] = Math.max(1, Sizes.times(result[i], repeats[i]));
      }
      return result;
    }

    private long[] transpose() {
      long[] shape = in(0);
      long[] permutation = attributes.integers("perm").map(this::array).orElse(null);
      long[] result = new long[shape.length];
      for (int i = 0; i < result.length; i++) {
        int from = permutation == null ? shape.length - 1 - i : (int) permutation[i];
        result[i] = shape[from];
      }
      return result;
    }
  }
}
