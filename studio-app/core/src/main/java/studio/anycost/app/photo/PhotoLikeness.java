package studio.anycost.app.photo;

import java.nio.IntBuffer;
import java.util.Arrays;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.RgbImage;

/**
 * Whether two pictures of the same shape are one photo, of which one may have been compressed anew,
 * or made smaller, or have had faces edited. They are compared by the mean colours of some hundred
 * parts each, outside of a face, and are one photo unless many of the parts differ.
 *
 * <p>Both bounds are measured: of forty portraits, pictures of the same kind, 99 % of all pairs are
 * told apart; of one photo saved as JPEG with quality 5 no part differs as much.
 */
public final class PhotoLikeness {
  /** Parts of a side. */
  private static final int PARTS = 24;

  /** By so many levels, the mean of the three colours, a part differs. */
  private static final double LEVELS = 20;

  /** Of one photo with another face edited fewer parts differ. */
  private static final double SHARE = 1.0 / 3;

  /** Of the half of a face's square: what an edit changes lies almost all in here. */
  private static final double FACE = 0.6;

  /** Of less beside the face nothing can be told, and the whole pictures are compared. */
  private static final double LEAST_BESIDE = 0.1;

  private PhotoLikeness() {}

  /**
   * @param photo upright pixels
   * @param face its square in pixels of {@code photo}: what it shows may differ
   * @param other upright pixels of the same shape, of any size
   * @return whether they plainly are pictures of different things
   */
  public static boolean differ(RgbImage photo, Alignment face, RgbImage other) {
    int columns = Math.min(PARTS, Math.min(photo.width(), other.width()));
    int rows = Math.min(PARTS, Math.min(photo.height(), other.height()));
    boolean[] beside = beside(photo, face, columns, rows);
    double[] one = means(photo, columns, rows);
    double[] another = means(other, columns, rows);
    int compared = 0;
    int different = 0;
    for (int part = 0; part < beside.length; part++) {
      if (beside[part]) {
        double sum = 0;
        for (int colour = 0; colour < 3; colour++) {
          sum += Math.abs(one[3 * part + colour] - another[3 * part + colour]);
        }
        compared++;
        different += sum / 3 > LEVELS ? 1 : 0;
      }
    }
    return different > SHARE * compared;
  }

  /** Which parts lie beside the face; all of them if hardly any does. */
  private static boolean[] beside(RgbImage photo, Alignment face, int columns, int rows) {
    boolean[] beside = new boolean[columns * rows];
    double square = face.axisX() * face.axisX() + face.axisY() * face.axisY();
    int count = 0;
    for (int part = 0; part < beside.length; part++) {
      double x = (part % columns + 0.5) * photo.width() / columns - face.centreX();
      double y = (part / columns + 0.5) * photo.height() / rows - face.centreY();
      double u = (x * face.axisX() + y * face.axisY()) / square;
      double v = (y * face.axisX() - x * face.axisY()) / square;
      beside[part] = Math.max(Math.abs(u), Math.abs(v)) > FACE;
      count += beside[part] ? 1 : 0;
    }
    if (count < LEAST_BESIDE * beside.length) {
      Arrays.fill(beside, true);
    }
    return beside;
  }

  /** Mean red, green and blue of each part. */
  private static double[] means(RgbImage image, int columns, int rows) {
    long[] sums = new long[3 * columns * rows];
    int[] counts = new int[columns * rows];
    int[] line = new int[image.width()];
    IntBuffer pixels = image.pixels();
    for (int y = 0; y < image.height(); y++) {
      pixels.get(y * image.width(), line);
      int row = (int) ((long) y * rows / image.height()) * columns;
      for (int x = 0; x < line.length; x++) {
        int part = row + (int) ((long) x * columns / line.length);
        sums[3 * part] += line[x] >> 16 & 0xff;
        sums[3 * part + 1] += line[x] >> 8 & 0xff;
        sums[3 * part + 2] += line[x] & 0xff;
        counts[part]++;
      }
    }
    double[] means = new double[sums.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = sums[i] / (double) counts[i / 3];
    }
    return means;
  }
}
