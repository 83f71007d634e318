package studio.anycost.evaluation.picture;

import studio.anycost.api.model.ImageTensor;

/**
 * A picture of a source.
 *
 * @param image square
 */
public record Picture(ImageTensor image) {
  /** With values outside -1..1 brought to its ends, as the published code judges pictures. */
  public ImageTensor clamped() {
    float[] values = image.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(-1f, Math.min(1f, values[i]));
    }
    return ImageTensor.wrap(image.side(), values);
  }

  /**
   * In 8 bits, as a file would hold it: then rendered pictures and files differ in nothing else.
   */
  public ImageTensor inEightBits() {
    return ImageTensor.of(image.toRgb());
  }
}
