package studio.anycost.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
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
        lie("functions", m -> m.addFunctions(FunctionProto.newBuilder().setName("f"))),
        lie("operator set", m -> m.getOpsetImportBuilder(0).setVersion(99)),
        lie("operator set", m -> m.clearOpsetImport()),
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
