package studio.anycost.training.perceptual;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.training.tensors.Convolutions;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Tensors;

/**
 * A convolutional ONNX graph with one picture as its input, computed by libtorch so that there is a
 * gradient with respect to the picture. Knows the operators of plain convolutional networks; what
 * follows from constants alone is computed once. Owns its constants; close it.
 */
final class FeatureGraph implements AutoCloseable {
  private final String input;
  private final List<NodeProto> nodes;
  private final Map<String, Tensor> constants;
  private final Map<String, long[]> numbers;
  private final List<String> outputs;

  private FeatureGraph(
      String input,
      List<NodeProto> nodes,
      Map<String, Tensor> constants,
      Map<String, long[]> numbers,
      List<String> outputs) {
    this.input = input;
    this.nodes = nodes;
    this.constants = constants;
    this.numbers = numbers;
    this.outputs = outputs;
  }

  /**
   * Takes a graph that the guard let pass.
   *
   * @param outputs those to compute
   * @param name how messages call it
   * @throws IOException with a sentence if it has an operator that is not known here
   */
  static FeatureGraph of(ModelProto model, List<String> outputs, String name) throws IOException {
    GraphProto graph = model.getGraph();
    Map<String, Tensor> constants = new HashMap<>();
    Map<String, long[]> numbers = new HashMap<>();
    FeatureGraph all =
        new FeatureGraph(
            graph.getInput(0).getName(), new ArrayList<>(), constants, numbers, outputs);
    try {
      for (TensorProto tensor : graph.getInitializerList()) {
        all.store(tensor);
      }
      for (NodeProto node : needed(graph, outputs)) {
        all.check(node);
        if (constants.keySet().containsAll(node.getInputList())) {
          Scopes.runWithoutGradients(
              () ->
                  constants.put(
                      node.getOutput(0), Tensors.keep(all.compute(node, constants).clone())));
        } else {
          all.nodes.add(node);
        }
      }
      return all;
    } catch (UnknownException e) {
      all.close();
      throw new IOException(
          "The network '" + name + "' cannot be differentiated here: " + e.getMessage(), e);
    }
  }

  /** What a graph has that is not known here. */
  private static final class UnknownException extends Exception {
    private static final long serialVersionUID = 1;

    UnknownException(String sentence) {
      super(sentence);
    }
  }

  /** The nodes that the outputs depend on, in the order of the graph, in which they can run. */
  private static List<NodeProto> needed(GraphProto graph, List<String> outputs) {
    Set<String> wanted = new HashSet<>(outputs);
    List<NodeProto> reversed = new ArrayList<>();
    for (int i = graph.getNodeCount() - 1; i >= 0; i--) {
      NodeProto node = graph.getNode(i);
      if (node.getOutputList().stream().anyMatch(wanted::contains)) {
        wanted.addAll(node.getInputList());
        reversed.add(0, node);
      }
    }
    return reversed;
  }

  private void store(TensorProto tensor) {
    long[] shape = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
    ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    if (tensor.getDataType() == TensorProto.DataType.INT64.getNumber()) {
      long[] values = new long[bytes.remaining() / Long.BYTES];
      bytes.asLongBuffer().get(values);
      numbers.put(tensor.getName(), values);
    } else if (tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber()) {
      float[] values = new float[bytes.remaining() / Float.BYTES];
      bytes.asFloatBuffer().get(values);
      keep(tensor.getName(), values, shape);
    } else if (tensor.getDataType() == TensorProto.DataType.UINT8.getNumber()) {
      float[] values = new float[bytes.remaining()];
      for (int i = 0; i < values.length; i++) {
        values[i] = bytes.get() & 0xff;
      }
      keep(tensor.getName(), values, shape);
    }
  }

  private void keep(String name, float[] values, long[] shape) {
    constants.put(name, Scopes.get(() -> Tensors.keep(Tensors.of(values, shape))));
  }

  private void check(NodeProto node) throws UnknownException {
    boolean known =
        switch (node.getOpType()) {
          case "Add", "Sub", "Mul", "Div", "Relu", "Identity" -> true;
          case "Cast" -> number(node, "to", 0) == TensorProto.DataType.FLOAT.getNumber();
          case "Clip" -> node.getInputCount() == 3 && isConstant(node, 1) && isConstant(node, 2);
          case "Pad" -> node.getInputCount() == 2 && isPadOfPlaces(node);
          case "Conv" -> isPlain(node) && isConstant(node, 1);
          case "MaxPool" ->
              isPlain(node)
                  && number(node, "ceil_mode", 0) == 0
                  && ints(node, "pads").stream().allMatch(pad -> pad == 0)
                  && text(node, "auto_pad").isEmpty();
          default -> false;
        };
    if (!known) {
      throw new UnknownException(
          "its node '"
              + node.getName()
              + "' is a "
              + node.getOpType()
              + " of a kind that has no place in a plain convolutional network. Take another"
              + " network, or none.");
    }
  }

  private boolean isConstant(NodeProto node, int input) {
    return constants.containsKey(node.getInput(input));
  }

  private boolean isPadOfPlaces(NodeProto node) {
    long[] pads = numbers.get(node.getInput(1));
    boolean zeros = text(node, "mode").isEmpty() || text(node, "mode").equals("constant");
    return zeros
        && pads != null
        && pads.length == 8
        && pads[0] == 0
        && pads[1] == 0
        && pads[4] == 0
        && pads[5] == 0;
  }

  /** Two-dimensional, square, not dilated. */
  private static boolean isPlain(NodeProto node) {
    List<Long> kernel = ints(node, "kernel_shape");
    List<Long> strides = ints(node, "strides");
    return kernel.size() == 2
        && kernel.get(0).equals(kernel.get(1))
        && (strides.isEmpty() || strides.get(0).equals(strides.get(1)))
        && ints(node, "dilations").stream().allMatch(dilation -> dilation == 1);
  }

  /**
   * Computes the outputs, in the caller's scope.
   *
   * @param image {@code [batch, 3, size, size]} as the graph wants it
   */
  List<Tensor> run(Tensor image) {
    Map<String, Tensor> values = new HashMap<>();
    torch.ScalarType type = image.scalar_type();
    for (Map.Entry<String, Tensor> constant : constants.entrySet()) {
      values.put(constant.getKey(), constant.getValue().to(type));
    }
    values.put(input, image);
    for (NodeProto node : nodes) {
      values.put(node.getOutput(0), compute(node, values));
    }
    return outputs.stream().map(values::get).toList();
  }

  private Tensor compute(NodeProto node, Map<String, Tensor> values) {
    Tensor x = values.get(node.getInput(0));
    Tensor y = node.getInputCount() > 1 ? values.get(node.getInput(1)) : null;
    return switch (node.getOpType()) {
      case "Add" -> x.add(y);
      case "Sub" -> x.sub(y);
      case "Mul" -> x.mul(y);
      case "Div" -> x.div(y);
      case "Relu" -> torch.relu(x);
      case "Clip" ->
          Tensors.clamp(x, Tensors.value(y), Tensors.value(values.get(node.getInput(2))));
      case "Pad" -> {
        long[] pads = numbers.get(node.getInput(1));
        yield padded(x, pads[2], pads[3], pads[6], pads[7]);
      }
      case "Conv" -> convolution(node, x, values);
      case "MaxPool" -> {
        long kernel = ints(node, "kernel_shape").get(0);
        long[] stride = {stride(node), stride(node)};
        yield torch.max_pool2d(
            x, new long[] {kernel, kernel}, stride, new long[] {0, 0}, new long[] {1, 1}, false);
      }
      default -> x; // Identity, and a cast to what everything is
    };
  }

  private static Tensor convolution(NodeProto node, Tensor x, Map<String, Tensor> values) {
    long kernel = ints(node, "kernel_shape").get(0);
    long stride = stride(node);
    Tensor in = x;
    List<Long> pads = ints(node, "pads");
    if (text(node, "auto_pad").equals("SAME_UPPER")) {
      long high = same(x.size(2), kernel, stride);
      long wide = same(x.size(3), kernel, stride);
      in = padded(x, high / 2, wide / 2, high - high / 2, wide - wide / 2);
    } else if (!pads.isEmpty()) {
      in = padded(x, pads.get(0), pads.get(1), pads.get(2), pads.get(3));
    }
    Tensor result =
        Convolutions.grouped(in, values.get(node.getInput(1)), stride, number(node, "group", 1));
    return node.getInputCount() > 2
        ? result.add(values.get(node.getInput(2)).view(1, -1, 1, 1))
        : result;
  }

  /** How many zeros make the result as large as the input over the stride. */
  private static long same(long size, long kernel, long stride) {
    return Math.max(0, ((size + stride - 1) / stride - 1) * stride + kernel - size);
  }

  private static Tensor padded(Tensor x, long top, long left, long bottom, long right) {
    return top == 0 && left == 0 && bottom == 0 && right == 0
        ? x
        : torch.constant_pad_nd(x, left, right, top, bottom);
  }

  private static long stride(NodeProto node) {
    List<Long> strides = ints(node, "strides");
    return strides.isEmpty() ? 1 : strides.get(0);
  }

  private static AttributeProto attribute(NodeProto node, String name) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals(name))
        .findFirst()
        .orElse(AttributeProto.getDefaultInstance());
  }

  private static List<Long> ints(NodeProto node, String name) {
    return attribute(node, name).getIntsList();
  }

  private static long number(NodeProto node, String name, long otherwise) {
    AttributeProto found = attribute(node, name);
    return found.getName().isEmpty() ? otherwise : found.getI();
  }

  /** Empty for what is not there or says the default. */
  private static String text(NodeProto node, String name) {
    String text = attribute(node, name).getS().toStringUtf8();
    return text.equals("NOTSET") || text.equals("VALID") ? "" : text;
  }

  @Override
  public void close() {
    constants.values().forEach(Tensor::close);
    constants.clear();
  }
}
