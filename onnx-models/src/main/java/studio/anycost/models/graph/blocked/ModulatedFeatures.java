package studio.anycost.models.graph.blocked;

import java.util.List;
import java.util.Optional;
import studio.anycost.models.graph.blocked.StyledStage.StyledConvolution;

/**
 * The scales go into the features before the convolution, the norms into what comes after it; the
 * weight stays constant. Best at low resolutions, where the weights are the larger side and reading
 * them from memory takes the time.
 */
final class ModulatedFeatures implements ModulationForm {
  private final BlockedGraph graph;
  private final BlockedLayout layout;
  private final String name;
  private final StyledConvolution convolution;
  private final String scales;
  private final String outputFactors;
  private final int pixels;

  /**
   * @param pixels of the input
   */
  ModulatedFeatures(
      BlockedGraph graph,
      Modulator modulator,
      String name,
      StyledConvolution convolution,
      int pixels) {
    this.graph = graph;
    this.layout = graph.layout();
    this.name = name;
    this.convolution = convolution;
    this.pixels = pixels;
    String row = modulator.scales(name, convolution.modulation());
    String norms = modulator.norms(name, row, convolution);
    int block = layout.block();
    this.scales = graph.reshape(row, layout.blocks(convolution.in()), 1, block);
    this.outputFactors =
        graph.reshape(
            graph.node("Reciprocal", name + "/output_factors", List.of(norms)),
            layout.blocks(convolution.out()),
            1,
            block);
  }

  @Override
  public String features(String features) {
    int width = layout.padded(convolution.in());
    int side = (int) Math.sqrt(pixels);
    String flat = graph.reshape(features, layout.blocks(convolution.in()), pixels, layout.block());
    String scaled = graph.node("Mul", name + "/scaled", List.of(flat, scales));
    return graph.reshape(scaled, 1, width, side, side);
  }

  @Override
  public String weight(String weightName, float[] blocked, int copies, int height, int width) {
    return graph.constant(
        weightName + "/weight",
        blocked,
        (long) copies * layout.padded(convolution.out()),
        layout.padded(convolution.in()),
        height,
        width);
  }

  @Override
  public Optional<String> outputFactors() {
    return Optional.of(outputFactors);
  }
}
