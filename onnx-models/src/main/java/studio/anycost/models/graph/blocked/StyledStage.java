package studio.anycost.models.graph.blocked;

import java.util.Optional;

/**
 * What a stage graph computes, free of the operators that it is written with (Karras et al.,
 * StyleGAN2, section 2; Lin et al., Anycost GAN). Arrays are row-major and not to be changed.
 *
 * @param resolution output side in pixels
 * @param styles number of styles of a code
 * @param styleDimension size of one style
 * @param first what the stage begins with
 * @param convolution the second styled convolution, or the only one at 4 px
 * @param rgb the convolution to the picture
 */
record StyledStage(
    int resolution,
    int styles,
    int styleDimension,
    Beginning first,
    StyledConvolution convolution,
    ToRgb rgb) {

  /** What a stage begins with. */
  sealed interface Beginning permits Constant, Upsampling {}

  /**
   * The learnt constant, at 4 px.
   *
   * @param channels its width
   * @param values {@code [channels, 4, 4]}
   */
  record Constant(int channels, float[] values) implements Beginning {}

  /**
   * Features and picture of the stage before, twice as large.
   *
   * @param convolution a transposed convolution of stride 2, its weight not flipped
   * @param blur {@code [out, 4, 4]}, applied after it as a correlation with padding 1
   * @param skipKernel {@code [3, 4, 4]} of the transposed convolution, cropped by 1, that enlarges
   *     the picture
   */
  record Upsampling(StyledConvolution convolution, float[] blur, float[] skipKernel)
      implements Beginning {}

  /**
   * {@code s = style . weight^T + bias}.
   *
   * @param style index of the style
   * @param weight {@code [channels, styleDimension]}
   * @param bias {@code [channels]}
   */
  record Modulation(int style, float[] weight, float[] bias) {}

  /**
   * Noise that is added to every channel.
   *
   * @param input the graph's input with the map
   * @param strength its factor
   */
  record Noise(String input, float strength) {}

  /**
   * {@code leaky(gain * rsqrt(sum (s w)^2 + epsilon) * conv(w, s * x) + strength * noise + bias)}.
   *
   * @param weight {@code [out, in, 3, 3]}
   * @param bias {@code [out]}
   * @param slope of the activation below 0
   */
  record StyledConvolution(
      int in,
      int out,
      float[] weight,
      Modulation modulation,
      float gain,
      float epsilon,
      Optional<Noise> noise,
      float[] bias,
      float slope) {}

  /**
   * {@code conv(w, s * x) + bias}.
   *
   * @param weight {@code [3, in]}
   * @param bias {@code [3]}
   */
  record ToRgb(int in, float[] weight, Modulation modulation, float[] bias) {}
}
