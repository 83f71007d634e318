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

  JointPhases(
      BlockedGraph graph, ModulatedWeights modulated, String name, StyledConvolution convolution) {
    this.graph = graph;
    this.name = name;
    this.out = convolution.out();
    this.weight = weight(modulated.factors(name, convolution), convolution);
  }

  /** Blocks of output channels, for each the four phases. */
  private String weight(String factors, StyledConvolution convolution) {
    BlockedLayout layout = graph.layout();
    int blocks = layout.blocks(out);
    int inBlocks = layout.blocks(convolution.in());
    int run = inBlocks * 4 * layout.block() * layout.block(); // values of one block of one phase
    float[] joint = new float[blocks * 4 * run];
    for (int phase = 0; phase < 4; phase++) {
      float[] padded = Phases.paddedWeight(convolution.weight(), phase / 2, phase % 2);
      float[] blocked = layout.weight(padded, out, convolution.in(), 4);
      for (int block = 0; block < blocks; block++) {
        System.arraycopy(blocked, block * run, joint, (block * 4 + phase) * run, run);
      }
    }
    int block = layout.block();
    String constant = graph.constant(name + "/weight", joint, blocks, 4, inBlocks, 4, block, block);
    String shaped = graph.reshape(factors, blocks, 1, inBlocks, 1, block, block);
    String modulatedWeight = graph.node("Mul", name + "/modulated", List.of(constant, shaped));
    return graph.reshape(
        modulatedWeight, 4L * layout.padded(out), layout.padded(convolution.in()), 2, 2);
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
