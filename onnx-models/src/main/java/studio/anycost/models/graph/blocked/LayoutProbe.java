package studio.anycost.models.graph.blocked;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.List;
import java.util.Optional;
import studio.anycost.models.graph.GraphBuilder;
import studio.anycost.models.graph.WeightStorage;

/**
 * Finds out the machine's layout: a graph that stores 4 channels in the blocked layout, whose
 * result has as many channels as a block. ONNX Runtime does not tell in any other way.
 */
public final class LayoutProbe {
  /** Input, float32 {@code [1, 4, 1, 1]}. */
  public static final String INPUT = "features";

  /** Output, {@code [1, b, 1, 1]}. */
  public static final String OUTPUT = "blocked";

  /** Channels of the input. */
  public static final int CHANNELS = 4;

  private LayoutProbe() {}

  /** The graph to run. */
  public static ModelProto model() {
    GraphBuilder graph = new GraphBuilder("layout_probe", WeightStorage.FLOAT32);
    graph.importOperators(BlockedGraph.OPERATORS, 1);
    String features = graph.input(INPUT, "1", Integer.toString(CHANNELS), "1", "1");
    String blocked =
        graph.node(BlockedGraph.OPERATORS, "ReorderInput", "reordered", List.of(features));
    graph.output(OUTPUT, blocked, "1", "block", "1", "1");
    return graph.build();
  }

  /**
   * What the result means.
   *
   * @param shape of the output
   * @return empty if the machine has no blocked layout
   */
  public static Optional<BlockedLayout> layout(long... shape) {
    return shape.length == 4 && shape[1] > CHANNELS && shape[1] <= 64
        ? Optional.of(new BlockedLayout(Math.toIntExact(shape[1])))
        : Optional.empty();
  }
}
