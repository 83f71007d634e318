package studio.anycost.api.parameter;

/** An opaque sRGB colour, each channel 0..255. */
public record Colour(int red, int green, int blue) {
  public Colour {
    if (red < 0 || red > 255 || green < 0 || green > 255 || blue < 0 || blue > 255) {
      throw new IllegalArgumentException("A colour channel lies in 0..255.");
    }
  }
}
