package studio.anycost.models.graph.blocked;

import java.util.List;
import studio.anycost.models.graph.GraphBuilder.Attribute;
import studio.anycost.models.graph.blocked.StyledStage.Modulation;
import studio.anycost.models.graph.blocked.StyledStage.StyledConvolution;

/**
 * Modulation folded into the weights at run time: {@code w' = w * s * gain * rsqrt(s^2 . sum w^2 +
 * epsilon)} (Karras et al., StyleGAN2, equations 1 and 3). The weight is smaller than the maps
 * wherever time is spent, and what is folded into it needs no pass over them.
 */
final class ModulatedWeights {
  private final BlockedGraph graph;
  private final BlockedLayout layout;
  private final String styles;
  private final int styleDimension;

  ModulatedWeights(BlockedGraph graph, String styles, int styleDimension) {
    this.graph = graph;
    this.layout = graph.layout();
    this.styles = styles;
    this.styleDimension = styleDimension;
  }

  /** The scales s of the input channels, {@code [1, in / b, 1, b, 1]}. */
  private Scales scales(String name, Modulation modulation) {
    int channels = modulation.bias().length;
    int stored = layout.padded(channels);
    String index = graph.integers(modulation.style());
    String row =
        graph.node("Gather", name + "/style", List.of(styles, index), Attribute.of("axis", 1));
    String flat = graph.reshape(row, 1, styleDimension);
    // Channels that fill up a block get scale 0.
    String weight =
        graph.constant(
            name + "/modulation",
            layout.rows(transposed(modulation.weight(), channels), channels),
            styleDimension,
            stored);
    String bias =
        graph.constant(name + "/modulation_bias", layout.vector(modulation.bias()), stored);
    String vector = graph.node("Gemm", name + "/scales", List.of(flat, weight, bias));
    return new Scales(
        vector, graph.reshape(vector, 1, stored / layout.block(), 1, layout.block(), 1));
  }

  private record Scales(String vector, String perInput) {}

  private float[] transposed(float[] values, int rows) {
    int columns = values.length / rows;
    float[] result = new float[values.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        result[column * rows + row] = values[row * columns + column];
      }
    }
    return result;
  }

  /**
   * The factors {@code s_i * gain / norm_o} of a weight, {@code [out / b, in / b, 1, b of in, b of
   * out]}.
   */
  String factors(String name, StyledConvolution convolution) {
    Scales scales = scales(name, convolution.modulation());
    double gain = convolution.gain();
    float[] energy = energy(convolution, 1 / (gain * gain));
    String norms =
        graph.node(
            "Sqrt",
            name + "/norm",
            List.of(
                graph.node(
                    "Gemm",
                    name + "/modulated_energy",
                    List.of(
                        graph.node(
                            "Mul",
                            name + "/squared_scales",
                            List.of(scales.vector(), scales.vector())),
                        graph.constant(
                            name + "/energy",
                            layout.rows(energy, convolution.out()),
                            layout.padded(convolution.in()),
                            layout.padded(convolution.out())),
                        graph.constant(
                            name + "/epsilon",
                            new float[] {(float) (convolution.epsilon() / (gain * gain))},
                            1)))));
    String perOutput =
        graph.reshape(norms, layout.blocks(convolution.out()), 1, 1, 1, layout.block());
    return graph.node("Div", name + "/factors", List.of(scales.perInput(), perOutput));
  }

  /** {@code share * sum over the window of w^2}, [stored in, out]. */
  private float[] energy(StyledConvolution convolution, double share) {
    int in = convolution.in();
    int out = convolution.out();
    float[] weight = convolution.weight();
    float[] energy = new float[layout.padded(in) * out];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        double sum = 0;
        for (int tap = 0; tap < 9; tap++) {
          double value = weight[(o * in + i) * 9 + tap];
          sum += value * value;
        }
        energy[i * out + o] = (float) (share * sum);
      }
    }
    return energy;
  }

  /** A weight {@code [out, in, height, width]} times factors, as a convolution takes it. */
  String weight(
      String name, String factors, float[] weight, int out, int in, int height, int width) {
    int block = layout.block();
    int taps = height * width;
    String constant =
        graph.constant(
            name + "/weight",
            layout.weight(weight, out, in, taps),
            layout.blocks(out),
            layout.blocks(in),
            taps,
            block,
            block);
    String modulated = graph.node("Mul", name + "/modulated", List.of(constant, factors));
    return graph.reshape(modulated, layout.padded(out), layout.padded(in), height, width);
  }

  /** The weight {@code [3, in]} of the picture times the scales, filled up to a block. */
  String toRgb(String name, StyledStage.ToRgb rgb) {
    String factors = scales(name, rgb.modulation()).perInput();
    return weight(name, factors, rgb.weight(), 3, rgb.in(), 1, 1);
  }
}
