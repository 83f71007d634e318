package studio.anycost.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.ChannelConfiguration;

class GraphSlicerTest {
  private static final ChannelConfiguration WIDTHS = new ChannelConfiguration(List.of(2, 3, 5, 7));

  @Test
  void cutsEveryInitializerToTheSamePrefixAsNaiveIndexing() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      int rank = 1 + random.nextInt(4);
      long[] shape = new long[rank];
      String[] symbols = new String[rank];
      long[] target = new long[rank];
      for (int axis = 0; axis < rank; axis++) {
        int entry = random.nextInt(5);
        symbols[axis] = entry == 4 ? ChannelSymbols.FIXED : ChannelSymbols.of(entry);
        int wanted = entry == 4 ? 1 + random.nextInt(4) : WIDTHS.widths().get(entry);
        shape[axis] = entry == 4 ? wanted : wanted + random.nextInt(3);
        target[axis] = wanted;
      }
      TensorProto full = Graphs.counting("weight", shape);
      ModelProto sliced = GraphSlicer.slice(graph(full, List.of(symbols)), WIDTHS);
      TensorProto cut = sliced.getGraph().getInitializer(0);
      assertThat(cut.getDimsList())
          .containsExactly(Arrays.stream(target).boxed().toArray(Long[]::new));
      assertThat(Graphs.floats(cut)).containsExactly(naivePrefix(shape, target));
    }
  }

  @Test
  void fixesSymbolicDimensionsAndMarkedAttributesAndDropsTheMarks() throws Exception {
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .setName("stage")
            .addInput(Graphs.value("features", "1", "c1", "4", "4"))
            .addOutput(Graphs.value("features_out", "1", "c3", "4", "4"))
            .addNode(
                Graphs.node("Conv", "blur", List.of("features", "w"), "features_out")
                    .addAttribute(Graphs.integer("group", 9)));
    ModelProto sliced =
        GraphSlicer.slice(
            Graphs.model(graph)
                .addMetadataProps(ChannelSymbols.attribute("blur", "group", "c3"))
                .build(),
            WIDTHS);
    assertThat(sliced.getGraph().getNode(0).getAttribute(0).getI()).isEqualTo(7);
    assertThat(
            sliced
                .getGraph()
                .getInput(0)
                .getType()
                .getTensorType()
                .getShape()
                .getDim(1)
                .getDimValue())
        .isEqualTo(3);
    assertThat(
            sliced
                .getGraph()
                .getOutput(0)
                .getType()
                .getTensorType()
                .getShape()
                .getDim(1)
                .getDimValue())
        .isEqualTo(7);
    assertThat(sliced.getMetadataPropsList()).isEmpty();
  }

  @Test
  void refusesWidthsThatTheGraphDoesNotHave() {
    ModelProto graph = graph(Graphs.counting("weight", 4), List.of("c2"));
    assertThatThrownBy(() -> GraphSlicer.slice(graph, WIDTHS))
        .isInstanceOf(InvalidGraphException.class)
        .hasMessageContaining("weight has 4 channels where 5 are asked for");
    ModelProto later = graph(Graphs.counting("weight", 4), List.of("c9"));
    assertThatThrownBy(() -> GraphSlicer.slice(later, WIDTHS))
        .isInstanceOf(InvalidGraphException.class)
        .hasMessageContaining("entry 9");
    ModelProto odd = graph(Graphs.counting("weight", 4), List.of("c0", "*"));
    assertThatThrownBy(() -> GraphSlicer.slice(odd, WIDTHS))
        .isInstanceOf(InvalidGraphException.class)
        .hasMessageContaining("other axes");
  }

  private static ModelProto graph(TensorProto weight, List<String> symbols) {
    return Graphs.model(GraphProto.newBuilder().setName("stage").addInitializer(weight))
        .addMetadataProps(ChannelSymbols.axes("weight", symbols))
        .build();
  }

  private static float[] naivePrefix(long[] shape, long[] target) {
    int count = 1;
    for (long size : target) {
      count *= (int) size;
    }
    float[] result = new float[count];
    for (int i = 0; i < count; i++) {
      long rest = i;
      long source = 0;
      long stride = 1;
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        source += rest % target[axis] * stride;
        rest /= target[axis];
        stride *= shape[axis];
      }
      result[i] = source;
    }
    return result;
  }
}
