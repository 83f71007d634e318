package studio.anycost.app.photo;

import java.util.Optional;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.RgbImage;

/**
 * What lies around a photo where the square of a face leaves it, as the portraits have it that
 * generators are trained on: those of FFHQ (Karras et al., A Style-Based Generator Architecture,
 * 2019), whose public tool recalculates each from its photo.
 *
 * <p>There the surroundings of the square are cut out first, with room of a tenth of its side, and
 * mirrored outwards by three tenths of it at least. From a third of that distance inside the border
 * on, the picture goes over into itself blurred, and beyond the border on into the colour that is
 * the median of all of it. Blurring and medians do not need fine pixels: they are taken from a
 * small picture, and what is shown of the photo itself stays sharp.
 */
final class Surroundings {
  /** Room around the square, part of its side. */
  private static final double ROOM = 0.1;

  /** Mirrored at least so far, part of the square's side. */
  private static final double MARGIN = 0.3;

  /** Deviation of the blur, part of the square's side. */
  private static final double BLUR = 0.02;

  /** The blur begins a third of the margin inside. */
  private static final double EARLIER = 3;

  /** A square that leaves the photo by less, part of its side, is taken to lie within. */
  private static final double LEAVES = 1.0 / 256;

  /** Cells of the small picture on a side of the square: a few for the deviation of the blur. */
  private static final double CELLS = 128;

  /** A square is this often as large as the photo at the most: the small picture stays small. */
  private static final int MOST_CELLS = 2048;

  private static final int COLOURS = 3;

  private final double left;
  private final double top;
  private final double right;
  private final double bottom;

  /** How far it is mirrored outwards. */
  private final double marginLeft;

  private final double marginTop;
  private final double marginRight;
  private final double marginBottom;

  private final double cell;
  private final int columns;
  private final int rows;
  private final float[] blurred;
  private final float[] median;

  private Surroundings(RgbImage photo, Alignment square) {
    double side = square.side();
    double reach = reach(square);
    double room = ROOM * side;
    double fromX = square.centreX() - reach;
    double fromY = square.centreY() - reach;
    double toX = square.centreX() + reach;
    double toY = square.centreY() + reach;
    left = Math.max(0, fromX - room);
    top = Math.max(0, fromY - room);
    right = Math.min(photo.width(), toX + room);
    bottom = Math.min(photo.height(), toY + room);
    marginLeft = Math.max(MARGIN * side, left - fromX + room);
    marginTop = Math.max(MARGIN * side, top - fromY + room);
    marginRight = Math.max(MARGIN * side, toX - right + room);
    marginBottom = Math.max(MARGIN * side, toY - bottom + room);
    double width = marginLeft + right - left + marginRight;
    double height = marginTop + bottom - top + marginBottom;
    cell = Math.max(side / CELLS, Math.max(width, height) / MOST_CELLS);
    columns = (int) Math.ceil(width / cell);
    rows = (int) Math.ceil(height / cell);
    float[] plain = mirrored(photo);
    blurred = blurred(plain, BLUR * side / cell);
    median = new float[COLOURS];
    float[] faded = faded(plain);
    for (int colour = 0; colour < COLOURS; colour++) {
      median[colour] = middle(faded, colour);
    }
  }

  /** What lies around the photo for a square; empty if the square lies within it. */
  static Optional<Surroundings> of(RgbImage photo, Alignment square) {
    double reach = reach(square);
    double beyond =
        Math.max(
            Math.max(reach - square.centreX(), reach - square.centreY()),
            Math.max(
                square.centreX() + reach - photo.width(),
                square.centreY() + reach - photo.height()));
    return beyond > LEAVES * square.side()
        ? Optional.of(new Surroundings(photo, square))
        : Optional.empty();
  }

  private static double reach(Alignment square) {
    return Math.abs(square.axisX()) + Math.abs(square.axisY());
  }

  /** The small picture: what was cut out, and its mirror images around it. */
  private float[] mirrored(RgbImage photo) {
    int across = Math.max(1, (int) Math.ceil((right - left) / cell));
    int down = Math.max(1, (int) Math.ceil((bottom - top) / cell));
    int cells = Math.max(across, down);
    double half = cells * cell / 2;
    // Nothing is mirrored here that is looked at: the square only makes the rectangle whole.
    RgbImage small = Cutout.mirrored(photo, new Alignment(left + half, top + half, half, 0), cells);
    float[] plain = new float[COLOURS * columns * rows];
    for (int row = 0; row < rows; row++) {
      int y = folded(row * cell + cell / 2 - marginTop, bottom - top, down);
      for (int column = 0; column < columns; column++) {
        int x = folded(column * cell + cell / 2 - marginLeft, right - left, across);
        int pixel = small.argb(x, y);
        int at = COLOURS * (row * columns + column);
        plain[at] = pixel >> 16 & 0xff;
        plain[at + 1] = pixel >> 8 & 0xff;
        plain[at + 2] = pixel & 0xff;
      }
    }
    return plain;
  }

  private int folded(double place, double length, int count) {
    return Math.min(count - 1, (int) (Cutout.folded(place, length) / cell));
  }

  private float[] blurred(float[] picture, double deviation) {
    int reach = (int) Math.ceil(4 * deviation);
    float[] weights = new float[2 * reach + 1];
    double sum = 0;
    for (int i = -reach; i <= reach; i++) {
      sum += Math.exp(-i * i / (2 * deviation * deviation));
    }
    for (int i = -reach; i <= reach; i++) {
      weights[i + reach] = (float) (Math.exp(-i * i / (2 * deviation * deviation)) / sum);
    }
    float[] half = new float[picture.length];
    float[] result = new float[picture.length];
    for (int row = 0; row < rows; row++) {
      blurLine(picture, half, COLOURS * row * columns, COLOURS, columns, weights);
    }
    for (int column = 0; column < columns; column++) {
      blurLine(half, result, COLOURS * column, COLOURS * columns, rows, weights);
    }
    return result;
  }

  private static void blurLine(
      float[] from, float[] to, int start, int step, int count, float[] weights) {
    int reach = weights.length / 2;
    for (int i = 0; i < count; i++) {
      float red = 0;
      float green = 0;
      float blue = 0;
      for (int k = -reach; k <= reach; k++) {
        int other = i + k;
        if (other < 0 || other >= count) {
          other = Math.floorMod(other, 2 * count);
          other = other < count ? other : 2 * count - 1 - other;
        }
        int at = start + other * step;
        float weight = weights[k + reach];
        red += weight * from[at];
        green += weight * from[at + 1];
        blue += weight * from[at + 2];
      }
      int at = start + i * step;
      to[at] = red;
      to[at + 1] = green;
      to[at + 2] = blue;
    }
  }

  /** The small picture gone over into the blurred one. */
  private float[] faded(float[] plain) {
    float[] faded = new float[plain.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double beyond =
            beyond(left - marginLeft + (column + 0.5) * cell, top - marginTop + (row + 0.5) * cell);
        float share = (float) share(EARLIER * beyond + 1);
        int at = COLOURS * (row * columns + column);
        for (int i = at; i < at + COLOURS; i++) {
          faded[i] = plain[i] + share * (blurred[i] - plain[i]);
        }
      }
    }
    return faded;
  }

  private static float middle(float[] picture, int colour) {
    int[] counts = new int[256];
    for (int i = colour; i < picture.length; i += COLOURS) {
      counts[Math.min(255, Math.round(picture[i]))]++;
    }
    int left = picture.length / COLOURS / 2;
    int level = 0;
    while (left >= counts[level]) {
      left -= counts[level++];
    }
    return level;
  }

  /** 0 at the border of what was cut out, 1 where the mirror images end, negative inside. */
  private double beyond(double x, double y) {
    double across =
        Math.min((x - left + marginLeft) / marginLeft, (right + marginRight - x) / marginRight);
    double down =
        Math.min((y - top + marginTop) / marginTop, (bottom + marginBottom - y) / marginBottom);
    return 1 - Math.min(across, down);
  }

  private static double share(double value) {
    return Math.max(0, Math.min(1, value));
  }

  /**
   * Lets a cutout go over into what lies around the photo.
   *
   * @param argb {@code side} x {@code side} pixels of the square, mirrored where it leaves the
   *     photo
   */
  void blend(Alignment square, int side, int[] argb) {
    for (int row = 0; row < side; row++) {
      double b = (2 * row + 1.0) / side - 1;
      for (int column = 0; column < side; column++) {
        double a = (2 * column + 1.0) / side - 1;
        double x = square.centreX() + a * square.axisX() - b * square.axisY();
        double y = square.centreY() + a * square.axisY() + b * square.axisX();
        double beyond = beyond(x, y);
        if (EARLIER * beyond + 1 > 0) {
          int at = row * side + column;
          argb[at] = blended(argb[at], x, y, beyond);
        }
      }
    }
  }

  private int blended(int pixel, double x, double y, double beyond) {
    double u = within((x - left + marginLeft) / cell - 0.5, columns);
    double v = within((y - top + marginTop) / cell - 0.5, rows);
    int column = Math.min((int) u, Math.max(0, columns - 2));
    int row = Math.min((int) v, Math.max(0, rows - 2));
    int next = columns > 1 ? COLOURS : 0;
    int below = rows > 1 ? COLOURS * columns : 0;
    double partX = u - column;
    double partY = v - row;
    double first = share(EARLIER * beyond + 1);
    double second = share(beyond);
    int result = 0xff;
    for (int colour = 0; colour < COLOURS; colour++) {
      int at = COLOURS * (row * columns + column) + colour;
      double upper = blurred[at] + partX * (blurred[at + next] - blurred[at]);
      double lower =
          blurred[at + below] + partX * (blurred[at + below + next] - blurred[at + below]);
      double soft = upper + partY * (lower - upper);
      double own = pixel >> 16 - 8 * colour & 0xff;
      double level = own + first * (soft - own);
      level += second * (median[colour] - level);
      result = result << 8 | (int) Math.round(share(level / 255) * 255);
    }
    return result;
  }

  private static double within(double place, int count) {
    return Math.max(0, Math.min(count - 1.0, place));
  }
}
