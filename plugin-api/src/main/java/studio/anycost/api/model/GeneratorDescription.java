package studio.anycost.api.model;

import java.util.List;

/**
 * What a plugin may know of the open generator.
 *
 * @param name the bundle's name, for people
 * @param identity hexadecimal SHA-256 that is the same for the same bundle everywhere
 * @param channels the widths it was trained with; gives resolutions and sub-generators
 * @param styleDimension length of one style
 * @param meanStyle mean of w over mapped samples, one value per dimension
 * @param boundaries attribute boundaries in the bundle's order; may be empty
 * @param attributes names of the attribute predictor's outputs; may be empty
 * @param hasEncoder whether the bundle has an encoder
 */
public record GeneratorDescription(
    String name,
    String identity,
    ChannelTable channels,
    int styleDimension,
    List<Float> meanStyle,
    List<Boundary> boundaries,
    List<String> attributes,
    boolean hasEncoder) {
  public GeneratorDescription {
    meanStyle = List.copyOf(meanStyle);
    boundaries = List.copyOf(boundaries);
    attributes = List.copyOf(attributes);
    if (meanStyle.size() != styleDimension) {
      throw new IllegalArgumentException(
          "The mean style has " + meanStyle.size() + " values instead of " + styleDimension + ".");
    }
  }

  /** Number of styles of a code. */
  public int styleCount() {
    return channels.styleCount();
  }

  /** The mean style as a new array. */
  public float[] meanStyleArray() {
    float[] result = new float[meanStyle.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = meanStyle.get(i);
    }
    return result;
  }
}
