package studio.anycost.app.movie;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;
import studio.anycost.api.model.RgbImage;

/** Pictures of tests, and how much two differ. */
public final class Pictures {
  private Pictures() {}

  /** A soft face-like thing on a grey-blue ground which moves and changes its colour. */
  static RgbImage portrait(int side, double share) {
    int[] pixels = new int[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double dx = (double) x / side - 0.45 - 0.1 * share;
        double dy = (double) y / side - 0.5;
        double face = 1 / (1 + Math.exp(40 * (Math.hypot(dx, dy * 0.8) - 0.3)));
        double light = 0.8 + 0.5 * dx - 0.4 * dy;
        int red = level(115 + face * (light * (225 - 60 * share) - 115));
        int green = level(125 + face * (light * (170 - 40 * share) - 125));
        int blue = level(130 + face * (light * (140 - 30 * share) - 130));
        pixels[y * side + x] = red << 16 | green << 8 | blue;
      }
    }
    return RgbImage.of(side, side, pixels);
  }

  static RgbImage noise(int side, long seed) {
    Random random = new Random(seed);
    return RgbImage.of(side, side, random.ints((long) side * side, 0, 1 << 24).toArray());
  }

  static RgbImage plain(int side, int rgb) {
    int[] pixels = new int[side * side];
    Arrays.fill(pixels, rgb);
    return RgbImage.of(side, side, pixels);
  }

  /** A picture as ImageIO reads it. */
  public static RgbImage of(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    return RgbImage.of(width, height, picture.getRGB(0, 0, width, height, null, 0, width));
  }

  /** Likeness in decibels: 40 is hardly seen, 30 is. */
  public static double psnr(RgbImage one, RgbImage other) {
    double sum = 0;
    for (int y = 0; y < one.height(); y++) {
      for (int x = 0; x < one.width(); x++) {
        for (int shift = 0; shift <= 16; shift += 8) {
          int difference = (one.argb(x, y) >> shift & 0xff) - (other.argb(x, y) >> shift & 0xff);
          sum += difference * difference;
        }
      }
    }
    return 10 * Math.log10(255 * 255 / (sum / (3.0 * one.width() * one.height())));
  }

  private static int level(double value) {
    return (int) Math.max(0, Math.min(255, value));
  }
}
