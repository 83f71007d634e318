package studio.anycost.models.graph.blocked;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import studio.anycost.models.graph.GraphBuilder.Attribute;
import studio.anycost.models.graph.blocked.StyledStage.Modulation;
import studio.anycost.models.graph.blocked.StyledStage.StyledConvolution;

/**
 * Writes what a style does to a convolution (Karras et al., StyleGAN2, equations 1 and 3): scales
 * of the input channels and norms of the output channels.
 */
final class Modulator {
  private final BlockedGraph graph;
  private final BlockedLayout layout;
  private final String styles;
  private final int styleDimension;

  /** The constants of a convolution by its name, for the way back. */
  private final Map<String, String> weights = new HashMap<>();

  private final Map<String, String> energies = new HashMap<>();

  Modulator(BlockedGraph graph, String styles, int styleDimension) {
    this.graph = graph;
    this.layout = graph.layout();
    this.styles = styles;
    this.styleDimension = styleDimension;
  }

  /** The scales s, {@code [1, padded(in)]}; channels that fill up a block get 0. */
  String scales(String name, Modulation modulation) {
    int channels = modulation.bias().length;
    int stored = layout.padded(channels);
    String index = graph.integers(modulation.style());
    String row =
        graph.node("Gather", name + "/style", List.of(styles, index), Attribute.of("axis", 1));
    String weight =
        graph.constant(
            name + "/modulation",
            layout.rows(transposed(modulation.weight(), channels), channels),
            styleDimension,
            stored);
    weights.put(name, weight);
    String bias =
        graph.constant(name + "/modulation_bias", layout.vector(modulation.bias()), stored);
    return graph.node(
        "Gemm", name + "/scales", List.of(graph.reshape(row, 1, styleDimension), weight, bias));
  }

  private static float[] transposed(float[] values, int rows) {
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
   * The norms {@code sqrt(s^2 . sum w^2 + epsilon) / gain} of the output channels, {@code [1,
   * padded(out)]}, by which the result of the convolution is divided.
   */
  String norms(String name, String scales, StyledConvolution convolution) {
    double share = 1 / ((double) convolution.gain() * convolution.gain());
    String squares = graph.node("Mul", name + "/squared_scales", List.of(scales, scales));
    String energy =
        graph.constant(
            name + "/energy",
            layout.rows(energy(convolution, share), convolution.out()),
            layout.padded(convolution.in()),
            layout.padded(convolution.out()));
    energies.put(name, energy);
    String epsilon =
        graph.constant(name + "/epsilon", new float[] {(float) (share * convolution.epsilon())}, 1);
    String sum = graph.node("Gemm", name + "/modulated_energy", List.of(squares, energy, epsilon));
    return graph.node("Sqrt", name + "/norms", List.of(sum));
  }

  /**
   * The gradient with respect to the style, {@code [1, styleDimension]}.
   *
   * @param name as in {@link #scales}
   * @param ofScales the gradient with respect to the scales, {@code [1, padded(in)]}
   */
  String backToStyle(String name, String ofScales) {
    return graph.node(
        "Gemm",
        name + "/of_style",
        List.of(ofScales, weights.get(name)),
        Attribute.of("transB", 1));
  }

  /**
   * The gradient with respect to the scales as far as it goes through the norms, {@code [1,
   * padded(in)]}.
   *
   * @param name as in {@link #norms}
   * @param ofNorms the gradient with respect to the norms, divided by them, {@code [1,
   *     padded(out)]}
   */
  String backThroughNorms(String name, String scales, String ofNorms) {
    String ofEnergy =
        graph.node(
            "Gemm",
            name + "/of_energy",
            List.of(ofNorms, energies.get(name)),
            Attribute.of("transB", 1));
    return graph.node("Mul", name + "/through_norms", List.of(scales, ofEnergy));
  }

  /** {@code share * sum over the window of w^2}, [padded(in), out]. */
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
}
