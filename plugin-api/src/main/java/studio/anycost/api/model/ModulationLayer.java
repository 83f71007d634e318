package studio.anycost.api.model;

import java.util.Arrays;

/**
 * How one convolution of a generator takes its style: the scales of its input channels are {@code
 * weights style + bias}.
 */
public final class ModulationLayer {
  private final int style;
  private final int dimension;
  private final float[] weights;

  /**
   * @param style index of the style that it takes
   * @param dimension length of a style
   * @param weights {@code [channels, dimension]}, row-major, as they are used; copied
   */
  public ModulationLayer(int style, int dimension, float[] weights) {
    if (style < 0 || dimension < 1 || weights.length == 0 || weights.length % dimension != 0) {
      throw new IllegalArgumentException(
          "A layer has a row of " + dimension + " weights for each channel.");
    }
    this.style = style;
    this.dimension = dimension;
    this.weights = weights.clone();
  }

  /** Index of the style that it takes, 0..count-1. */
  public int style() {
    return style;
  }

  /** How many input channels it scales. */
  public int channels() {
    return weights.length / dimension;
  }

  /** A copy of the weights of one channel, length = style dimension. */
  public float[] row(int channel) {
    return Arrays.copyOfRange(weights, channel * dimension, (channel + 1) * dimension);
  }
}
