package studio.anycost.models.graph.blocked;

import java.util.List;
import java.util.Optional;
import studio.anycost.models.graph.blocked.StyledStage.StyledConvolution;

/**
 * Scales and norms go into the weights at run time: {@code w' = w * s / norm}. No pass over the
 * features; best where they are larger than the weights.
 */
final class ModulatedWeights implements ModulationForm {
  private final BlockedGraph graph;
  private final BlockedLayout layout;
  private final int in;
  private final int out;
  private final String factors;

  private ModulatedWeights(BlockedGraph graph, int in, int out, String factors) {
    this.graph = graph;
    this.layout = graph.layout();
    this.in = in;
    this.out = out;
    this.factors = factors;
  }

  static ModulatedWeights of(
      BlockedGraph graph, Modulator modulator, String name, StyledConvolution convolution) {
    BlockedLayout layout = graph.layout();
    String scales = modulator.scales(name, convolution.modulation());
    String norms = modulator.norms(name, scales, convolution);
    int block = layout.block();
    String perOutput = graph.reshape(norms, layout.blocks(convolution.out()), 1, 1, 1, 1, block);
    String factors =
        graph.node(
            "Div",
            name + "/factors",
            List.of(perInput(graph, scales, convolution.in()), perOutput));
    return new ModulatedWeights(graph, convolution.in(), convolution.out(), factors);
  }

  /** Without norms. */
  static ModulatedWeights of(
      BlockedGraph graph, Modulator modulator, String name, StyledStage.ToRgb rgb) {
    String scales = modulator.scales(name, rgb.modulation());
    return new ModulatedWeights(graph, rgb.in(), 3, perInput(graph, scales, rgb.in()));
  }

  private static String perInput(BlockedGraph graph, String scales, int in) {
    BlockedLayout layout = graph.layout();
    return graph.reshape(scales, 1, 1, layout.blocks(in), 1, layout.block(), 1);
  }

  @Override
  public String features(String features) {
    return features;
  }

  @Override
  public String weight(String name, float[] blocked, int copies, int height, int width) {
    int block = layout.block();
    String constant =
        graph.constant(
            name + "/weight",
            blocked,
            layout.blocks(out),
            copies,
            layout.blocks(in),
            (long) height * width,
            block,
            block);
    String modulated = graph.node("Mul", name + "/modulated", List.of(constant, factors));
    return graph.reshape(
        modulated, (long) copies * layout.padded(out), layout.padded(in), height, width);
  }

  @Override
  public Optional<String> outputFactors() {
    return Optional.empty();
  }
}
