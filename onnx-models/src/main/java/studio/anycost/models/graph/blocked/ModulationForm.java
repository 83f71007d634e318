package studio.anycost.models.graph.blocked;

import java.util.Optional;

/**
 * A way to write the modulation of one convolution: either side of the product may take the scales.
 */
interface ModulationForm {
  /** The features as the convolution takes them; same shape and layout. */
  String features(String features);

  /**
   * The weight as the convolution takes it.
   *
   * @param blocked {@code [out / b, copies, in / b, taps, b of in, b of out]}
   * @param copies weights of the same channels that are convolved together, such as phases
   * @return {@code [copies * padded(out), padded(in), height, width]}
   */
  String weight(String name, float[] blocked, int copies, int height, int width);

  /**
   * Factors by which the output channels still have to be multiplied, {@code [out / b, 1, b]};
   * empty if the weight has them.
   */
  Optional<String> outputFactors();
}
