package studio.anycost.models.graph.gradient;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import studio.anycost.models.graph.InvalidGraphException;
import studio.anycost.models.words.Texts;

/** One node of the graph while the gradient passes through it backwards. */
final class Step {
  private final ForwardGraph forward;
  private final NodeProto node;
  private final Nodes nodes;
  private final Set<String> needed;
  private final Map<String, String> gradients;
  private final String secondOutput;
  private final Map<String, List<String>> given;

  /**
   * @param needed the values that need a gradient
   * @param gradients of the node's outputs, by name
   * @param secondOutput the name that the second output has, if it is asked for
   * @param given takes what inputs are given
   */
  Step(
      ForwardGraph forward,
      NodeProto node,
      Nodes nodes,
      Set<String> needed,
      Map<String, String> gradients,
      String secondOutput,
      Map<String, List<String>> given) {
    this.forward = forward;
    this.node = node;
    this.nodes = nodes;
    this.needed = needed;
    this.gradients = gradients;
    this.secondOutput = secondOutput;
    this.given = given;
  }

  Nodes nodes() {
    return nodes;
  }

  /** The operator. */
  String operator() {
    return node.getOpType();
  }

  int inputs() {
    return node.getInputCount();
  }

  int outputs() {
    return node.getOutputCount();
  }

  boolean hasInput(int index) {
    return node.getInputCount() > index && !node.getInput(index).isEmpty();
  }

  /** The name of an input's value. */
  String input(int index) {
    return node.getInput(index);
  }

  String output() {
    return node.getOutput(0);
  }

  /** The second output, which a pool is made to give. */
  String secondOutput() {
    return secondOutput;
  }

  Shape inputShape(int index) throws InvalidGraphException {
    return forward.shape(node.getInput(index));
  }

  Shape outputShape() throws InvalidGraphException {
    return outputShape(0);
  }

  Shape outputShape(int index) throws InvalidGraphException {
    return forward.shape(node.getOutput(index));
  }

  /** Whether an input needs a gradient. */
  boolean needs(int index) {
    return hasInput(index) && needed.contains(node.getInput(index));
  }

  /** The gradient of the first output. */
  String gradient() {
    return gradient(0).orElseThrow();
  }

  /** The gradient of an output; empty if nothing follows from it. */
  Optional<String> gradient(int index) {
    return Optional.ofNullable(gradients.get(node.getOutput(index)));
  }

  /** Gives an input a gradient of its own shape. */
  void give(int index, String gradient) {
    given.computeIfAbsent(node.getInput(index), name -> new ArrayList<>()).add(gradient);
  }

  /** Gives a gradient of the shape of the output to an input that was broadcast to it. */
  void giveBroadcast(int index, String gradient) throws InvalidGraphException {
    give(index, reduced(gradient, outputShape(), inputShape(index)));
  }

  /** Sums over the axes along which a value was repeated. */
  String reduced(String gradient, Shape from, Shape to) {
    if (from.equals(to)) {
      return gradient;
    }
    int more = from.rank() - to.rank();
    long[] axes =
        LongStream.range(0, from.rank())
            .filter(
                axis ->
                    axis < more || to.size((int) axis - more) == 1 && from.size((int) axis) != 1)
            .toArray();
    String sum = axes.length == 0 ? gradient : sum(gradient, true, axes);
    return more == 0 ? sum : reshape(sum, to);
  }

  String add(String operator, String... inputs) {
    return nodes.add(operator, List.of(inputs));
  }

  String add(String operator, List<String> inputs, AttributeProto... attributes) {
    return nodes.add(operator, inputs, attributes);
  }

  /** A number that fits every shape. */
  String number(double value) {
    return constant(new float[] {(float) value});
  }

  /** A constant of the element type that the node computes with. */
  String constant(float[] values, long... sizes) {
    String constant = nodes.floats(values, sizes);
    int type = forward.elementType(node.getOutput(0));
    return type == TensorProto.DataType.FLOAT_VALUE
        ? constant
        : add("Cast", List.of(constant), Nodes.integer("to", type));
  }

  /** The element type of an input, a number of ONNX. */
  int inputType(int index) {
    return forward.elementType(node.getInput(index));
  }

  String times(String value, double factor) {
    return factor == 1 ? value : add("Mul", value, number(factor));
  }

  String reshape(String value, Shape shape) {
    return add("Reshape", value, nodes.integers(shape.sizes()));
  }

  String sum(String value, boolean keep, long... axes) {
    return add(
        "ReduceSum", List.of(value, nodes.integers(axes)), Nodes.integer("keepdims", keep ? 1 : 0));
  }

  String transpose(String value, long... permutation) {
    return add("Transpose", List.of(value), Nodes.list("perm", permutation));
  }

  /** The value where a condition holds, 0 elsewhere. */
  String where(String condition, String value) {
    return add("Where", condition, value, number(0));
  }

  String zeros(Shape shape) {
    return add("Expand", number(0), nodes.integers(shape.sizes()));
  }

  /**
   * The transpose of taking entries along an axis: adds every entry of a value to the place that it
   * was taken from.
   *
   * @param shape of the value
   * @param from for every entry along the axis, where it was taken from
   * @param size of the axis afterwards
   */
  String scattered(String value, Shape shape, int axis, long[] from, long size) {
    long[] along = new long[shape.rank()];
    Arrays.fill(along, 1);
    along[axis] = from.length;
    String places =
        add(
            "Expand",
            add("Reshape", nodes.integers(from), nodes.integers(along)),
            nodes.integers(shape.sizes()));
    return add(
        "ScatterElements",
        List.of(zeros(shape.with(axis, size)), places, value),
        Nodes.integer("axis", axis),
        Nodes.text("reduction", "add"));
  }

  Optional<AttributeProto> attribute(String name) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals(name))
        .findFirst();
  }

  long integer(String name, long otherwise) {
    return attribute(name).map(AttributeProto::getI).orElse(otherwise);
  }

  double real(String name, double otherwise) {
    return attribute(name).map(each -> (double) each.getF()).orElse(otherwise);
  }

  String text(String name, String otherwise) {
    return attribute(name).map(each -> each.getS().toStringUtf8()).orElse(otherwise);
  }

  /** The list; empty if there is none. */
  Optional<long[]> list(String name) {
    return attribute(name)
        .map(each -> each.getIntsList().stream().mapToLong(Long::longValue).toArray());
  }

  /** A list that newer operators take as an input and older ones as an attribute. */
  Optional<long[]> list(String name, int input) throws InvalidGraphException {
    if (hasInput(input)) {
      return Optional.of(integers(input));
    }
    return list(name);
  }

  /** The integers of an input, which must be constant. */
  long[] integers(int input) throws InvalidGraphException {
    Optional<long[]> values = forward.integers(node.getInput(input));
    if (values.isEmpty()) {
      throw fault(Texts.of("graph.step.inputNotConstant", node.getInput(input)));
    }
    return values.get();
  }

  Optional<float[]> floats(int input) {
    return forward.floats(node.getInput(input));
  }

  /** That the node has no gradient, and why. */
  InvalidGraphException fault(String why) {
    return new InvalidGraphException(
        forward.name(), Texts.of("graph.step.fault", node.getName(), node.getOpType(), why));
  }
}
