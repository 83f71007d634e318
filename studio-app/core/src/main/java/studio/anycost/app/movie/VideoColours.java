package studio.anycost.app.movie;

import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;
import studio.anycost.api.model.RgbImage;

/**
 * Pictures as video stores them: brightness of every pixel, colour of every two by two; BT.709 in
 * the limited range (brightness 16 to 235, colour 16 to 240), which players expect where they do
 * not read what a stream says.
 *
 * <p>Not the library's own conversion, which is BT.601 in the full range: that comes out too dark
 * and too bright in players, and greenish in some.
 */
final class VideoColours {
  private static final double RED = 0.2126;
  private static final double BLUE = 0.0722;
  private static final double GREEN = 1 - RED - BLUE;
  private static final int BITS = 16;
  private static final int HALF = 1 << (BITS - 1);

  private static final double LUMA = 219.0 / 255;
  private static final double BLUENESS = 224.0 / 255 / (2 * (1 - BLUE));
  private static final double REDNESS = 224.0 / 255 / (2 * (1 - RED));

  private static final int Y_RED = fixed(LUMA * RED);
  private static final int Y_GREEN = fixed(LUMA * GREEN);
  private static final int Y_BLUE = fixed(LUMA * BLUE);
  private static final int CB_RED = fixed(-BLUENESS * RED);
  private static final int CB_GREEN = fixed(-BLUENESS * GREEN);
  private static final int CB_BLUE = fixed(BLUENESS * (1 - BLUE));
  private static final int CR_RED = fixed(REDNESS * (1 - RED));
  private static final int CR_GREEN = fixed(-REDNESS * GREEN);
  private static final int CR_BLUE = fixed(-REDNESS * BLUE);

  /** The library's bytes are signed, with 128 at their 0. */
  private static final int Y_ZERO = (16 - 128 << BITS) + HALF;

  private VideoColours() {}

  private static int fixed(double factor) {
    return (int) Math.rint(factor * (1 << BITS));
  }

  /**
   * Converts a picture.
   *
   * @param image with even sides
   */
  static Picture of(RgbImage image) {
    int width = image.width();
    int height = image.height();
    int[] argb = image.toArray();
    // The encoder asks for this one of its labels; what the numbers mean is said by the stream.
    Picture result = Picture.create(width, height, ColorSpace.YUV420J);
    byte[] luma = result.getPlaneData(0);
    byte[] blueness = result.getPlaneData(1);
    byte[] redness = result.getPlaneData(2);
    for (int i = 0; i < argb.length; i++) {
      int pixel = argb[i];
      luma[i] =
          (byte)
              (Y_RED * red(pixel) + Y_GREEN * green(pixel) + Y_BLUE * blue(pixel) + Y_ZERO >> BITS);
    }
    int next = 0;
    for (int y = 0; y < height; y += 2) {
      for (int x = 0; x < width; x += 2) {
        int place = y * width + x;
        int first = argb[place];
        int second = argb[place + 1];
        int third = argb[place + width];
        int fourth = argb[place + width + 1];
        int red = red(first) + red(second) + red(third) + red(fourth);
        int green = green(first) + green(second) + green(third) + green(fourth);
        int blue = blue(first) + blue(second) + blue(third) + blue(fourth);
        blueness[next] = chroma(CB_RED * red + CB_GREEN * green + CB_BLUE * blue);
        redness[next] = chroma(CR_RED * red + CR_GREEN * green + CR_BLUE * blue);
        next++;
      }
    }
    return result;
  }

  /** Of the sum of four. */
  private static byte chroma(int sum) {
    return (byte) (sum + (HALF << 2) >> BITS + 2);
  }

  private static int red(int pixel) {
    return pixel >> 16 & 0xff;
  }

  private static int green(int pixel) {
    return pixel >> 8 & 0xff;
  }

  private static int blue(int pixel) {
    return pixel & 0xff;
  }
}
