package studio.anycost.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.anycost.models.graph.Graphs.integer;
import static studio.anycost.models.graph.Graphs.integers;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import studio.anycost.models.io.Mutations;

/** Graphs that would end the process or eat its memory. */
class HostileGraphTest {
  private static final AttributeProto.Builder PAIR = integers("kernel_shape", 2, 2);

  /** Of nodes whose outputs are called 0, 1, 2 ... */
  private static byte[] graph(NodeProto.Builder... nodes) {
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .setName("g")
            .addInput(Graphs.value("x", "n", "2", "8", "8"))
            .addInitializer(Graphs.counting("w", 2, 2, 3, 3))
            .addInitializer(Graphs.counting("column", 20000, 1))
            .addInitializer(Graphs.counting("row", 1, 20000))
            .addInitializer(numbers("zero", 0))
            .addInitializer(numbers("two", 2))
            .addInitializer(numbers("minus", -1))
            .addInitializer(numbers("lowest", Long.MIN_VALUE))
            .addInitializer(numbers("three", 3))
            .addInitializer(numbers("allOnes", 6148914691236517205L))
            .addInitializer(numbers("pair", 100000, 100000))
            .addInitializer(numbers("four", 1, 1, 100000, 100000))
            .addInitializer(numbers("eight", 0, 0, 100000, 0, 0, 0, 0, 100000))
            .addInitializer(floats("scales", 1, 1, 1e6f, 1e6f));
    for (int i = 0; i < nodes.length; i++) {
      graph.addNode(nodes[i].setName("node" + i).addOutput(Integer.toString(i)));
    }
    String last = Integer.toString(nodes.length - 1);
    graph.addOutput(Graphs.value(last, "a"));
    return Graphs.model(graph).build().toByteArray();
  }

  private static NodeProto.Builder node(String operator, String... inputs) {
    return NodeProto.newBuilder().setOpType(operator).addAllInput(List.of(inputs));
  }

  private static TensorProto numbers(String name, long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(values).forEach(bytes::putLong);
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.INT64_VALUE)
        .addDims(values.length)
        .setRawData(ByteString.copyFrom(bytes.flip()))
        .build();
  }

  private static TensorProto floats(String name, float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.FLOAT_VALUE)
        .addDims(values.length)
        .setRawData(ByteString.copyFrom(bytes))
        .build();
  }

  /** The same node again and again, each on the output of the one before. */
  private static NodeProto.Builder[] repeated(int times, NodeProto.Builder node) {
    return IntStream.range(0, times)
        .mapToObj(
            i -> {
              String input = i == 0 ? "x" : Integer.toString(i - 1);
              NodeProto.Builder next = node.clone().clearInput();
              node.getInputList().forEach(name -> next.addInput(name.equals("*") ? input : name));
              return next;
            })
        .toArray(NodeProto.Builder[]::new);
  }

  private static Arguments refused(String message, NodeProto.Builder... nodes) {
    return Arguments.of(message, graph(nodes));
  }

  static Stream<Arguments> hostile() {
    AttributeProto.Builder toInteger = integer("to", TensorProto.DataType.INT64_VALUE);
    return Stream.of(
        refused("absurd group", node("ConvTranspose", "x", "w").addAttribute(integer("group", 0))),
        refused("absurd group", node("Conv", "x", "w").addAttribute(integer("group", -1))),
        refused(
            "absurd blocksize", node("DepthToSpace", "x").addAttribute(integer("blocksize", 0))),
        refused("absurd strides", node("MaxPool", "x").addAttribute(integers("strides", 0, 1))),
        refused("absurd dilations", node("Conv", "x", "w").addAttribute(integers("dilations", 0))),
        refused(
            "absurd kernel_shape", node("MaxPool", "x").addAttribute(integers("kernel_shape", 0))),
        refused("leaves out an operand", node("Sum", "x", "", "x")),
        refused("leaves out an operand", node("Clip", "", "x")),
        refused("leaves out an operand", node("LayerNormalization", "x", "row", "")),
        refused("no short constant list", node("Resize", "x", "", "x")),
        refused("no short constant list", node("Resize", "x", "", "column")),
        refused("bias that does not fit", node("Conv", "x", "w", "three")),
        refused(
            "bias that does not fit",
            node("Slice", "x", "zero", "two"),
            node("Conv", "x", "w", "0")),
        refused("divides integers", node("Div", "lowest", "minus")),
        refused("divides integers", node("Shape", "x"), node("Div", "lowest", "minus")),
        refused(
            "divides integers", node("Cast", "x").addAttribute(toInteger), node("Div", "0", "0")),
        refused("divides integers", node("Mul", "minus", "minus"), node("Div", "lowest", "0")),
        // Wraps around to -1.
        refused("divides integers", node("Mul", "allOnes", "three"), node("Div", "lowest", "0")),
        refused("100000 x 100000 numbers", node("ConstantOfShape", "pair")),
        refused("100000 x 100000 numbers", node("Expand", "zero", "pair")),
        refused("100000 x 100000", node("Identity", "pair"), node("ConstantOfShape", "0")),
        refused("10000000000 x 10", node("Mul", "pair", "pair"), node("ConstantOfShape", "0")),
        refused(
            "1 x 2 x 100000 x 100000",
            node("Shape", "x"),
            node("Gather", "0", "zero"),
            node("Concat", "1", "two", "pair").addAttribute(integer("axis", 0)),
            node("Resize", "x", "", "", "2")),
        refused("too large", node("Tile", "x", "four")),
        refused("too large", node("Pad", "x", "eight")),
        refused("too large", node("Resize", "x", "", "scales")),
        refused("20000 x 20000 numbers", node("MatMul", "column", "row")),
        refused("20000 x 20000 numbers", node("Add", "column", "row")),
        refused(
            "node21 (Concat) makes",
            repeated(40, node("Concat", "*", "*").addAttribute(integer("axis", 0)))),
        refused(
            "node1 (ConvTranspose) makes",
            repeated(
                5, node("ConvTranspose", "*", "w").addAttribute(integers("strides", 900, 900)))),
        refused(
            "too large",
            node("ConvTranspose", "x", "w").addAttribute(integers("output_shape", 99999, 99999))),
        refused(
            "too large",
            repeated(
                200,
                node("MaxPool", "*")
                    .addAttribute(PAIR)
                    .addAttribute(integers("pads", 1000, 1000, 1000, 1000)))));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void isRefusedWithTheReason(String message, byte[] graph) {
    assertThatThrownBy(() -> OnnxGuard.parse(graph, "net.onnx"))
        .isInstanceOf(InvalidGraphException.class)
        .hasMessageStartingWith("The graph net.onnx cannot be used: ")
        .hasMessageContaining(message)
        .hasMessageEndingWith(".");
  }

  @Test
  void whatDoesNotFitTogetherIsLeftToTheRuntime() throws Exception {
    OnnxGuard.parse(graph(node("Shape", "x"), node("Div", "0", "two")), "g");
    OnnxGuard.parse(graph(node("Div", "x", "x")), "g");
    OnnxGuard.parse(graph(node("Squeeze", "x", "pair")), "g");
    OnnxGuard.parse(graph(node("Transpose", "x").addAttribute(integers("perm", 9, 9))), "g");
    OnnxGuard.parse(graph(node("Flatten", "x").addAttribute(integer("axis", 1 << 30))), "g");
    OnnxGuard.parse(graph(node("Gather", "x", "two").addAttribute(integer("axis", -9))), "g");
    OnnxGuard.parse(graph(node("Conv", "x", "row")), "g");
    OnnxGuard.parse(graph(node("Relu")), "g");
  }

  @Test
  void mutatedGraphsAreReadOrRefusedAndNothingElse() {
    List<NodeProto.Builder> nodes = new ArrayList<>();
    nodes.add(node("Shape", "x"));
    nodes.add(node("Gather", "0", "zero").addAttribute(integer("axis", 0)));
    nodes.add(node("Concat", "1", "two", "two", "two").addAttribute(integer("axis", 0)));
    nodes.add(node("Resize", "x", "", "", "2"));
    nodes.add(node("Conv", "3", "w").addAttribute(integers("pads", 1, 1, 1, 1)));
    nodes.add(node("Flatten", "4").addAttribute(integer("axis", 1)));
    nodes.add(node("Unsqueeze", "5", "zero"));
    nodes.add(node("Tile", "6", "2"));
    byte[] good = graph(nodes.toArray(NodeProto.Builder[]::new));
    Mutations.of(good, new Random(5), 4_000)
        .forEachIoOnly(bytes -> OnnxGuard.parseForeign(bytes, "g"));
  }

  @Test
  void sizesDoNotOverflow() {
    List<Long> odd = List.of(0L, 1L, -1L, 3L, 1L << 31, 1L << 62, Long.MAX_VALUE, Long.MIN_VALUE);
    for (long a : odd) {
      for (long b : odd) {
        assertThat(Sizes.plus(a, b)).isEqualTo(clamped(exact(a).add(exact(b))));
        assertThat(Sizes.times(a, b)).isEqualTo(clamped(exact(a).multiply(exact(b))));
      }
    }
    assertThat(Sizes.product(Collections.nCopies(9, 1L << 20).stream().mapToLong(n -> n).toArray()))
        .isEqualTo(Long.MAX_VALUE);
  }

  private static BigInteger exact(long value) {
    return BigInteger.valueOf(value);
  }

  private static long clamped(BigInteger value) {
    return value.min(exact(Long.MAX_VALUE)).max(exact(Long.MIN_VALUE)).longValueExact();
  }
}
