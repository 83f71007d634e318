package studio.anycost.app.photo;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Optional;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.words.Texts;

/**
 * Cuts the square of a face out of a photo and gives it another size.
 *
 * <p>Smaller squares are averages over the area of the photo that a pixel covers: first over whole
 * blocks of the photo's pixels, then over four or nine samples a pixel. Larger ones are
 * interpolated bilinearly. A square that leaves the photo shows its {@link Surroundings}.
 */
public final class Cutout {
  /** Places are whole blocks in the upper half of a long, and parts of one in the lower. */
  private static final double WHOLE = 1L << 32;

  /** So many 256ths are all of a colour. */
  private static final int ALL = 256;

  /** From this scale on there are enough pixels for blocks of half of it. */
  private static final double COARSE = 4;

  private final int[] blocks;
  private final int left;
  private final int top;
  private final int columns;
  private final int rows;
  private final int block;
  private final int width;
  private final int height;

  /** Averages the blocks of a part of the photo, whose borders are whole numbers of blocks. */
  private Cutout(RgbImage photo, int block, int left, int top, int right, int bottom) {
    this.block = block;
    this.left = left;
    this.top = top;
    columns = right - left;
    rows = bottom - top;
    width = photo.width();
    height = photo.height();
    blocks = new int[columns * rows];
    IntBuffer pixels = photo.pixels();
    int[] line = new int[Math.min(width, right * block) - left * block];
    int[] sums = new int[3 * columns];
    for (int row = 0; row < rows; row++) {
      int first = (top + row) * block;
      int count = Math.min(block, height - first);
      if (block == 1) {
        pixels.get(first * width + left, blocks, row * columns, columns);
        continue;
      }
      Arrays.fill(sums, 0);
      for (int y = first; y < first + count; y++) {
        pixels.get(y * width + left * block, line);
        add(line, sums);
      }
      average(sums, count, line.length, row * columns);
    }
  }

  private void add(int[] line, int[] sums) {
    int at = 0;
    for (int x = 0; x < line.length; at += 3) {
      int red = 0;
      int green = 0;
      int blue = 0;
      for (int end = Math.min(line.length, x + block); x < end; x++) {
        int pixel = line[x];
        red += pixel >> 16 & 0xff;
        green += pixel >> 8 & 0xff;
        blue += pixel & 0xff;
      }
      sums[at] += red;
      sums[at + 1] += green;
      sums[at + 2] += blue;
    }
  }

  private void average(int[] sums, int count, int length, int at) {
    for (int i = 0; i < columns; i++) {
      int size = count * Math.min(block, length - i * block);
      int half = size / 2;
      blocks[at + i] =
          opaque(
              (sums[3 * i] + half) / size,
              (sums[3 * i + 1] + half) / size,
              (sums[3 * i + 2] + half) / size);
    }
  }

  /**
   * Cuts a square out.
   *
   * @param photo upright
   * @param alignment the square, in the photo's pixels
   * @param side of the result, in pixels, at least 1
   * @return {@code side} x {@code side} pixels
   * @throws IllegalArgumentException if the square does not touch the photo, or is more than
   *     sixteen times as large as it
   */
  public static RgbImage of(RgbImage photo, Alignment alignment, int side) {
    requireTouch(photo, alignment, reach(alignment));
    if (side < 1) {
      throw new IllegalArgumentException("A picture has a side of at least one pixel.");
    }
    RgbImage cut = mirrored(photo, alignment, side);
    Optional<Surroundings> around = Surroundings.of(photo, alignment);
    if (around.isEmpty()) {
      return cut;
    }
    int[] pixels = cut.toArray();
    around.get().blend(alignment, side, pixels);
    return RgbImage.wrap(side, side, pixels);
  }

  private static double reach(Alignment alignment) {
    return Math.abs(alignment.axisX()) + Math.abs(alignment.axisY());
  }

  /** A square that may leave the photo, which is mirrored at its border then, and nothing more. */
  static RgbImage mirrored(RgbImage photo, Alignment alignment, int side) {
    double reach = reach(alignment);
    double scale = alignment.side() / side;
    int longer = Math.max(photo.width(), photo.height());
    double wanted = scale < COARSE ? scale : scale / 2;
    int block = (int) Math.max(1, Math.min(wanted, longer));
    int[] horizontal = span(alignment.centreX(), reach, photo.width(), block);
    int[] vertical = span(alignment.centreY(), reach, photo.height(), block);
    Cutout cutout =
        new Cutout(photo, block, horizontal[0], vertical[0], horizontal[1], vertical[1]);
    return cutout.sampled(alignment, side, (int) Math.min(3, Math.ceil(scale / block)));
  }

  private static void requireTouch(RgbImage photo, Alignment alignment, double reach) {
    double longer = Math.max(photo.width(), photo.height());
    boolean apart =
        alignment.centreX() + reach <= 0
            || alignment.centreY() + reach <= 0
            || alignment.centreX() - reach >= photo.width()
            || alignment.centreY() - reach >= photo.height();
    if (apart || alignment.side() > 16 * longer) {
      throw new IllegalArgumentException(Texts.of("photo.cutout.squareOutside"));
    }
  }

  /** The blocks that a square needs in one direction: all, where it leaves the photo. */
  private static int[] span(double centre, double reach, int length, int block) {
    int all = (length + block - 1) / block;
    double from = Math.floor((centre - reach) / block) - 1;
    double to = Math.ceil((centre + reach) / block) + 1;
    return from >= 0 && to <= length / block
        ? new int[] {(int) from, (int) to}
        : new int[] {0, all};
  }

  /**
   * @param fine samples of a pixel, a side
   */
  private RgbImage sampled(Alignment alignment, int side, int fine) {
    double count = (double) side * fine;
    // In blocks, from one sample to the next to the right; its perpendicular is the step down.
    double stepX = 2 * alignment.axisX() / count / block;
    double stepY = 2 * alignment.axisY() / count / block;
    double startX = (alignment.centreX() - alignment.axisX() + alignment.axisY()) / block;
    double startY = (alignment.centreY() - alignment.axisY() - alignment.axisX()) / block;
    int[] result = new int[side * side];
    int[] sums = new int[3 * side];
    for (int row = 0; row < side; row++) {
      Arrays.fill(sums, 0);
      for (int i = 0; i < fine; i++) {
        double down = row * fine + i + 0.5;
        double x = startX - down * stepY + 0.5 * stepX;
        double y = startY + down * stepX + 0.5 * stepY;
        if (isInside(x, y) && isInside(x + count * stepX, y + count * stepY)) {
          addInside(x, y, stepX, stepY, fine, sums);
        } else {
          addMirrored(x, y, stepX, stepY, fine, sums);
        }
      }
      int whole = ALL * fine * fine;
      for (int x = 0; x < side; x++) {
        int red = (sums[3 * x] + whole / 2) / whole;
        int green = (sums[3 * x + 1] + whole / 2) / whole;
        int blue = (sums[3 * x + 2] + whole / 2) / whole;
        result[row * side + x] = opaque(red, green, blue);
      }
    }
    return RgbImage.wrap(side, side, result);
  }

  /** Whether the four blocks around a place are there. */
  private boolean isInside(double x, double y) {
    return x - left >= 0.5 && x - left < columns - 0.5 && y - top >= 0.5 && y - top < rows - 0.5;
  }

  /** Adds samples along a line to the sums of their pixels; none is near a border. */
  private void addInside(double x, double y, double stepX, double stepY, int fine, int[] sums) {
    long placeX = (long) ((x - 0.5 - left) * WHOLE);
    long placeY = (long) ((y - 0.5 - top) * WHOLE);
    long moveX = (long) (stepX * WHOLE);
    long moveY = (long) (stepY * WHOLE);
    for (int at = 0; at < sums.length; at += 3) {
      int red = 0;
      int green = 0;
      int blue = 0;
      for (int i = 0; i < fine; i++) {
        int first = (int) (placeY >> 32) * columns + (int) (placeX >> 32);
        int partX = (int) (placeX >>> 24) & 0xff;
        int partY = (int) (placeY >>> 24) & 0xff;
        int redBlue = redBlue(first, first + 1, columns, partX, partY);
        red += redBlue >>> 16;
        blue += redBlue & 0xffff;
        green += green(first, first + 1, columns, partX, partY);
        placeX += moveX;
        placeY += moveY;
      }
      sums[at] += red;
      sums[at + 1] += green;
      sums[at + 2] += blue;
    }
  }

  private void addMirrored(
      double fromX, double fromY, double stepX, double stepY, int fine, int[] sums) {
    double blocksAcross = (double) width / block;
    double blocksDown = (double) height / block;
    for (int i = 0; i < sums.length / 3 * fine; i++) {
      double x = clamped(folded(fromX + i * stepX, blocksAcross) - 0.5 - left, columns);
      double y = clamped(folded(fromY + i * stepY, blocksDown) - 0.5 - top, rows);
      int column = (int) x;
      int row = (int) y;
      int first = row * columns + column;
      int right = column + 1 < columns ? first + 1 : first;
      int down = row + 1 < rows ? columns : 0;
      int partX = (int) ((x - column) * ALL);
      int partY = (int) ((y - row) * ALL);
      int redBlue = redBlue(first, right, down, partX, partY);
      int at = i / fine * 3;
      sums[at] += redBlue >>> 16;
      sums[at + 1] += green(first, right, down, partX, partY);
      sums[at + 2] += redBlue & 0xffff;
    }
  }

  /** The middles of the outermost blocks are as far as there is anything to go between. */
  private static double clamped(double place, int count) {
    return Math.max(0, Math.min(count - 1, place));
  }

  /** Red and blue between four blocks, in 256ths; red in the upper half. */
  private int redBlue(int first, int right, int down, int partX, int partY) {
    int both = partX * partY >> 8;
    return (blocks[first] & 0xff00ff) * (ALL - partX - partY + both)
        + (blocks[right] & 0xff00ff) * (partX - both)
        + (blocks[first + down] & 0xff00ff) * (partY - both)
        + (blocks[right + down] & 0xff00ff) * both;
  }

  /** Green between four blocks, in 256ths. */
  private int green(int first, int right, int down, int partX, int partY) {
    int both = partX * partY >> 8;
    return ((blocks[first] >> 8 & 0xff) * (ALL - partX - partY + both)
        + (blocks[right] >> 8 & 0xff) * (partX - both)
        + (blocks[first + down] >> 8 & 0xff) * (partY - both)
        + (blocks[right + down] >> 8 & 0xff) * both);
  }

  /** A place mirrored at the borders of the photo, as often as it takes. */
  static double folded(double place, double length) {
    if (place >= 0 && place <= length) {
      return place;
    }
    double period = 2 * length;
    double within = place - period * Math.floor(place / period);
    return within <= length ? within : period - within;
  }

  private static int opaque(int red, int green, int blue) {
    return 0xff000000 | red << 16 | green << 8 | blue;
  }
}
