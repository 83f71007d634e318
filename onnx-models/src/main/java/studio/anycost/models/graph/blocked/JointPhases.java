package studio.anycost.models.graph.blocked;

import java.util.List;
import studio.anycost.models.graph.GraphBuilder.Attribute;
import studio.anycost.models.graph.blocked.StyledStage.StyledConvolution;

/**
 * One convolution of window 2 with the four phases as channels, of whose multiplications 7 in 16
 * are by zero, and one transposition. Fewest nodes: best where overhead dominates.
 */
final class JointPhases implements TransposedForm {
  private final BlockedGraph graph;
  private final String name;
  private final int out;
  private final String weight;

  JointPhases(BlockedGraph graph, ModulationForm form, String name, StyledConvolution convolution) {
    this.graph = graph;
    this.name = name;
    this.out = convolution.out();
    this.weight = form.weight(name, joint(graph.layout(), convolution), 4, 2, 2);
  }

  /** For each block of output channels, the four phases. */
  private static float[] joint(BlockedLayout layout, StyledConvolution convolution) {
    int blocks = layout.blocks(convolution.out());
    int run = layout.padded(convolution.in()) * 4 * layout.block(); // of one block and phase
    float[] joint = new float[blocks * 4 * run];
    for (int phase = 0; phase < 4; phase++) {
      float[] padded = Phases.paddedWeight(convolution.weight(), phase / 2, phase % 2);
      float[] blocked = layout.weight(padded, convolution.out(), convolution.in(), 4);
      for (int block = 0; block < blocks; block++) {
        System.arraycopy(blocked, block * run, joint, (block * 4 + phase) * run, run);
      }
    }
    return joint;
  }

  @Override
  public String add(String features, Strip strip, int side) {
    BlockedLayout layout = graph.layout();
    String phases =
        graph
            .convolution(name + "/phases", features, weight)
            .window(2, 2)
            .pads(1, 1, strip.bottomPad(), 1)
            .add();
    String apart =
        graph.reshape(
            phases, layout.blocks(out), 2, 2, strip.phaseRows(), side + 1L, layout.block());
    String interleaved =
        graph.node(
            "Transpose",
            name + "/interleaved",
            List.of(apart),
            Attribute.list("perm", 0, 3, 1, 4, 2, 5));
    return graph.reshape(interleaved, 1, layout.padded(out), 2L * strip.phaseRows(), 2L * side + 2);
  }
}
