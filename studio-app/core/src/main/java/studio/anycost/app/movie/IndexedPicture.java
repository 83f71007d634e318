package studio.anycost.app.movie;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;
import studio.anycost.api.model.RgbImage;

/**
 * A picture in 256 colours of its own. Between them it is dithered in a pattern that stays where it
 * is from picture to picture: Java's own writer does not dither, so that cheeks become maps of
 * contour lines, and spreading the error instead would make still parts of a film crawl.
 */
final class IndexedPicture {
  private static final int PATTERN = 8;

  /** Thresholds of an ordered dither, -0.5..0.5, row by row. */
  private static final float[] THRESHOLDS = thresholds();

  /** So much of the distance between colours that are next to each other is dithered. */
  private static final float STRENGTH = 0.9f;

  /** Places are looked up by so many bits of each channel. */
  private static final int BITS = 6;

  private static final int SHIFT = 8 - BITS;

  private final Palette palette;
  private final short[] nearest = new short[1 << 3 * BITS];

  private IndexedPicture(Palette palette) {
    this.palette = palette;
    Arrays.fill(nearest, (short) -1);
  }

  /** Of the type that GIF files hold. */
  static BufferedImage of(RgbImage image) {
    int[] pixels = image.toArray();
    return new IndexedPicture(Palette.of(pixels)).draw(image.width(), image.height(), pixels);
  }

  private BufferedImage draw(int width, int height, int[] pixels) {
    BufferedImage result =
        new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, palette.model());
    byte[] indices = ((DataBufferByte) result.getRaster().getDataBuffer()).getData();
    float strength = STRENGTH * palette.spacing();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int place = y * width + x;
        int pixel = pixels[place];
        // Looked up as the upper middle of four levels, which is half a level too high.
        int move = Math.round(strength * THRESHOLDS[(y % PATTERN) * PATTERN + x % PATTERN] - 0.5f);
        indices[place] =
            (byte)
                index(
                    clamp((pixel >> 16 & 0xff) + move),
                    clamp((pixel >> 8 & 0xff) + move),
                    clamp((pixel & 0xff) + move));
      }
    }
    return result;
  }

  private int index(int red, int green, int blue) {
    int cell = (red >> SHIFT << BITS | green >> SHIFT) << BITS | blue >> SHIFT;
    short known = nearest[cell];
    if (known < 0) {
      int middle = 1 << SHIFT - 1;
      int mask = -1 << SHIFT;
      known =
          (short) palette.nearest(red & mask | middle, green & mask | middle, blue & mask | middle);
      nearest[cell] = known;
    }
    return known;
  }

  private static int clamp(int value) {
    return Math.max(0, Math.min(255, value));
  }

  private static float[] thresholds() {
    float[] result = new float[PATTERN * PATTERN];
    for (int y = 0; y < PATTERN; y++) {
      for (int x = 0; x < PATTERN; x++) {
        int rank = 0;
        for (int bit = 0; bit < 3; bit++) {
          int across = x >> bit & 1;
          int down = y >> bit & 1;
          rank = rank << 2 | (across ^ down) << 1 | down;
        }
        result[y * PATTERN + x] = (rank + 0.5f) / (PATTERN * PATTERN) - 0.5f;
      }
    }
    return result;
  }
}
