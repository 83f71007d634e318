package studio.anycost.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxGuardTest {
  @Test
  void acceptsAPlainGraph() throws Exception {
    assertThat(OnnxGuard.parse(valid().build().toByteArray(), "g")).isEqualTo(valid().build());
  }

  static Stream<Arguments> lies() {
    return Stream.of(
        lie("another file", m -> tensor(m).setDataLocation(TensorProto.DataLocation.EXTERNAL)),
        lie(
            "another file",
            m ->
                tensor(m)
                    .addExternalData(
                        StringStringEntryProto.newBuilder()
                            .setKey("location")
                            .setValue("../../etc/passwd"))),
        lie("does not match its data", m -> tensor(m).setDims(0, 1000)),
        lie("absurd shape", m -> tensor(m).setDims(0, -1)),
        lie("absurd shape", m -> tensor(m).setDims(0, Long.MAX_VALUE)),
        lie("element type", m -> tensor(m).setDataType(TensorProto.DataType.STRING_VALUE)),
        lie("'If'", m -> m.getGraphBuilder().getNodeBuilder(0).setOpType("If")),
        lie("'Relu'", m -> m.getGraphBuilder().getNodeBuilder(0).setDomain("com.evil")),
        lie(
            "holds a graph",
            m ->
                m.getGraphBuilder()
                    .getNodeBuilder(0)
                    .addAttribute(
                        AttributeProto.newBuilder()
                            .setName("body")
                            .setType(AttributeProto.AttributeType.GRAPH))),
        lie(
            "absurd pads",
            m ->
                m.getGraphBuilder()
                    .getNodeBuilder(0)
                    .addAttribute(Graphs.integers("pads", 1 << 20, 0))),
        lie(
            "has the attribute alpha twice",
            m ->
                m.getGraphBuilder()
                    .getNodeBuilder(0)
                    .addAttribute(Graphs.integer("alpha", 1))
                    .addAttribute(Graphs.integer("alpha", 2))),
        lie(
            "holds a graph",
            m ->
                m.getGraphBuilder()
                    .getNodeBuilder(0)
                    .addAttribute(Graphs.integer("axis", 1).setG(m.getGraph()))),
        lie(
            "holds a tensor",
            m ->
                m.getGraphBuilder()
                    .getNodeBuilder(0)
                    .addAttribute(tensorAttribute(Graphs.counting("t", 2)))),
        lie(
            "has an element type",
            m -> tensor(m).setDataType(TensorProto.DataType.COMPLEX64_VALUE)),
        lie("does not match its data", m -> tensor(m).addFloatData(1)),
        lie("does not match its data", m -> tensor(m).clearRawData().addFloatData(1)),
        lie("absurd shape", m -> tensor(m).addDims(0)),
        lie(
            "takes 'z', which nothing before it gives",
            m -> m.getGraphBuilder().getNodeBuilder(0).setInput(0, "z")),
        lie(
            "takes 'y', which nothing before it gives",
            m -> m.getGraphBuilder().getNodeBuilder(0).setInput(0, "y")),
        lie(
            "the value 'y' is given twice",
            m -> m.getGraphBuilder().addNode(Graphs.node("Relu", "again", List.of("x"), "y"))),
        lie(
            "nothing gives its output 'z'",
            m -> m.getGraphBuilder().addOutput(Graphs.value("z", "1"))),
        lie(
            "'x' is declared with an absurd size",
            m -> m.getGraphBuilder().setInput(0, Graphs.value("x", "100000", "100000"))),
        lie("functions", m -> m.addFunctions(FunctionProto.newBuilder().setName("f"))),
        lie("operator set", m -> m.getOpsetImportBuilder(0).setVersion(99)),
        lie("operator set 16", m -> m.getOpsetImportBuilder(0).setVersion(16)),
        lie("operator set", m -> m.clearOpsetImport()),
        lie("exactly once", m -> m.addOpsetImport(m.getOpsetImport(0))),
        lie("0 nodes", m -> m.getGraphBuilder().clearNode()),
        lie("twice", m -> m.getGraphBuilder().addInitializer(Graphs.counting("w", 1))));
  }

  private static Arguments lie(String message, Consumer<ModelProto.Builder> change) {
    return Arguments.of(message, change);
  }

  @ParameterizedTest
  @MethodSource("lies")
  void refusesWithTheReason(String message, Consumer<ModelProto.Builder> change) {
    ModelProto.Builder model = valid();
    change.accept(model);
    assertThatThrownBy(() -> OnnxGuard.parse(model.build().toByteArray(), "stage-0004.onnx"))
        .isInstanceOf(InvalidGraphException.class)
        .hasMessageContaining("stage-0004.onnx")
        .hasMessageContaining(message);
  }

  @Test
  void mutatedBytesAreReadOrRefusedAndNothingElse() {
    byte[] original = valid().build().toByteArray();
    Random random = new Random(11);
    for (int round = 0; round < 3000; round++) {
      byte[] mutated = original.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
      }
      try {
        OnnxGuard.parse(mutated, "g");
      } catch (InvalidGraphException expected) {
        assertThat(expected).hasMessageStartingWith("The graph g cannot be used");
      }
    }
  }

  private static AttributeProto.Builder tensorAttribute(TensorProto tensor) {
    return AttributeProto.newBuilder()
        .setName("value")
        .setType(AttributeProto.AttributeType.TENSOR)
        .setT(tensor);
  }

  @Test
  void foreignGraphsMayBeOlderAndListTheirNumbers() throws Exception {
    ModelProto.Builder model = valid();
    model.getOpsetImportBuilder(0).setVersion(11);
    model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(3));
    TensorProto raw = tensor(model).build();
    tensor(model).clearRawData();
    for (float value : Graphs.floats(raw)) {
      tensor(model).addFloatData(value);
    }
    ModelProto read = OnnxGuard.parseForeign(model.build().toByteArray(), "g");
    assertThat(read.getGraph().getInitializer(0)).isEqualTo(raw);

    model.getOpsetImportBuilder(0).setVersion(10);
    assertThatThrownBy(() -> OnnxGuard.parseForeign(model.build().toByteArray(), "g"))
        .hasMessage(
            "The graph g cannot be used: it needs operator set 10; supported are 11 to 21.");
  }

  @ParameterizedTest
  @MethodSource("lists")
  void listsOfEveryKindBecomeRawData(TensorProto listed, String hex) throws Exception {
    ModelProto.Builder model = valid();
    model.getGraphBuilder().setInitializer(0, listed);
    TensorProto read =
        OnnxGuard.parse(model.build().toByteArray(), "g").getGraph().getInitializer(0);
    assertThat(HexFormat.of().formatHex(read.getRawData().toByteArray())).isEqualTo(hex);
    assertThat(read.getSerializedSize())
        .isEqualTo(
            read.toBuilder()
                .clearInt32Data()
                .clearInt64Data()
                .clearFloatData()
                .clearDoubleData()
                .build()
                .getSerializedSize());
  }

  static Stream<Arguments> lists() {
    return Stream.of(
        Arguments.of(
            list(TensorProto.DataType.FLOAT).addFloatData(1).addFloatData(-2).build(),
            "0000803f000000c0"),
        Arguments.of(
            list(TensorProto.DataType.DOUBLE).addDoubleData(1).addDoubleData(0).build(),
            "000000000000f03f0000000000000000"),
        Arguments.of(
            list(TensorProto.DataType.INT64).addInt64Data(-1).addInt64Data(258).build(),
            "ffffffffffffffff0201000000000000"),
        Arguments.of(
            list(TensorProto.DataType.INT32).addInt32Data(-1).addInt32Data(258).build(),
            "ffffffff02010000"),
        Arguments.of(
            list(TensorProto.DataType.FLOAT16).addInt32Data(0x3c00).addInt32Data(0xc000).build(),
            "003c00c0"),
        Arguments.of(
            list(TensorProto.DataType.UINT8).addInt32Data(255).addInt32Data(1).build(), "ff01"),
        Arguments.of(
            list(TensorProto.DataType.INT8).addInt32Data(-1).addInt32Data(1).build(), "ff01"),
        Arguments.of(
            list(TensorProto.DataType.BOOL).addInt32Data(1).addInt32Data(0).build(), "0100"));
  }

  private static TensorProto.Builder list(TensorProto.DataType type) {
    return TensorProto.newBuilder().setName("w").setDataType(type.getNumber()).addDims(2);
  }

  private static TensorProto.Builder tensor(ModelProto.Builder model) {
    return model.getGraphBuilder().getInitializerBuilder(0);
  }

  private static ModelProto.Builder valid() {
    return Graphs.model(
        GraphProto.newBuilder()
            .setName("g")
            .addInput(Graphs.value("x", "1"))
            .addInitializer(Graphs.counting("w", 4))
            .addNode(Graphs.node("Relu", "relu", List.of("x"), "y"))
            .addOutput(Graphs.value("y", "1")));
  }
}
