package studio.anycost.models.graph.blocked;

import java.util.List;
import studio.anycost.models.graph.blocked.StyledStage.StyledConvolution;

/**
 * The gradient of a styled convolution with respect to its scaled input: the gradient of its
 * result, times a factor for every channel, through the transposed convolution, which is a usual
 * convolution with input and output channels in each other's place. Either side of the product may
 * take the factors, as on the way forwards.
 */
final class DataGradient {
  private static final int TAPS = 9;

  private final BlockedGraph graph;
  private final BlockedLayout layout;
  private final String name;
  private final int in;
  private final int out;

  /** Of the transposed convolution, {@code [in, out, 3, 3]}. */
  private final float[] transposed;

  private final String factors;
  private final boolean scalesFeatures;
  private String weight;

  /**
   * @param factors of the output channels, {@code [1, padded(out)]}
   * @param mirrored whether the window is turned by 180 degrees, as a usual convolution wants it
   * @param scalesFeatures whether the gradient takes the factors, else the weight
   */
  DataGradient(
      BlockedGraph graph,
      String name,
      StyledConvolution convolution,
      String factors,
      boolean mirrored,
      boolean scalesFeatures) {
    this.graph = graph;
    this.layout = graph.layout();
    this.name = name;
    this.in = convolution.in();
    this.out = convolution.out();
    this.transposed = transposed(convolution.weight(), in, out, mirrored);
    this.factors = factors;
    this.scalesFeatures = scalesFeatures;
  }

  private static float[] transposed(float[] weight, int in, int out, boolean mirrored) {
    float[] transposed = new float[weight.length];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        for (int tap = 0; tap < TAPS; tap++) {
          transposed[(i * out + o) * TAPS + (mirrored ? TAPS - 1 - tap : tap)] =
              weight[(o * in + i) * TAPS + tap];
        }
      }
    }
    return transposed;
  }

  /** The gradient as the convolution takes it, {@code [1, out, rows, side]}. */
  String scaled(String gradient, int rows, int side) {
    if (!scalesFeatures) {
      return gradient;
    }
    int blocks = layout.blocks(out);
    String flat = graph.reshape(gradient, blocks, (long) rows * side, layout.block());
    String scaled =
        graph.node(
            "Mul",
            name + "/scaled",
            List.of(flat, graph.reshape(factors, blocks, 1, layout.block())));
    return graph.reshape(scaled, 1, layout.padded(out), rows, side);
  }

  /** A convolution of a scaled gradient; gives {@code [1, in, .., ..]}. */
  BlockedGraph.Convolution convolution(String gradient) {
    if (weight == null) {
      weight = weight();
    }
    return graph.convolution(name, gradient, weight).window(3, 3);
  }

  /** The same as Winograd's filtering; for a mirrored window. */
  String winograd(String gradient, int side) {
    return new Winograd(graph, name, out, in, transposed).add(gradient, side);
  }

  private String weight() {
    float[] blocked = layout.weight(transposed, in, out, TAPS);
    int block = layout.block();
    if (scalesFeatures) {
      return graph.constant(name + "/weight", blocked, layout.padded(in), layout.padded(out), 3, 3);
    }
    String constant =
        graph.constant(
            name + "/weight", blocked, layout.blocks(in), layout.blocks(out), TAPS, block, block);
    String perInput = graph.reshape(factors, 1, layout.blocks(out), 1, block, 1);
    String modulated = graph.node("Mul", name + "/modulated", List.of(constant, perInput));
    return graph.reshape(modulated, layout.padded(in), layout.padded(out), 3, 3);
  }
}
