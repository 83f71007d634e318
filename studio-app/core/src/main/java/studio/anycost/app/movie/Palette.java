package studio.anycost.app.movie;

import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The 256 colours that stand for a picture, by median cut: the box of colours that varies most is
 * halved, until there are enough.
 */
final class Palette {
  private static final int COLOURS = 256;

  /** Colours are counted by so many bits of each channel. */
  private static final int BITS = 5;

  private static final int SHIFT = 8 - BITS;
  private static final int CHANNELS = 3;

  /** How much eyes see of a difference in red, green and blue. */
  private static final int[] WEIGHTS = {3, 6, 1};

  private final int[] colours;

  private Palette(int[] colours) {
    this.colours = colours;
  }

  /** Colours that lie close to each other: how many, and the sums of their channels. */
  private static final class Bin {
    private long count;
    private final long[] sums = new long[CHANNELS];

    double mean(int channel) {
      return (double) sums[channel] / count;
    }
  }

  /** The bins that become one colour. */
  private static final class Box {
    private final List<Bin> bins;
    private final long[] sums = new long[CHANNELS];
    private final int widest;
    private final double error;
    private long count;

    Box(List<Bin> bins) {
      this.bins = bins;
      for (Bin bin : bins) {
        count += bin.count;
        for (int channel = 0; channel < CHANNELS; channel++) {
          sums[channel] += bin.sums[channel];
        }
      }
      int best = 0;
      double most = -1;
      for (int channel = 0; channel < CHANNELS; channel++) {
        double spread = WEIGHTS[channel] * spread(channel);
        if (spread > most) {
          most = spread;
          best = channel;
        }
      }
      widest = best;
      error = bins.size() > 1 ? most : 0;
    }

    /** Sum of squares around the mean. */
    private double spread(int channel) {
      double mean = (double) sums[channel] / count;
      double sum = 0;
      for (Bin bin : bins) {
        double distance = bin.mean(channel) - mean;
        sum += bin.count * distance * distance;
      }
      return sum;
    }

    /** Where the mean lies along the widest channel: both halves vary less. */
    List<Box> halves() {
      double mean = (double) sums[widest] / count;
      List<Bin> low = new ArrayList<>();
      List<Bin> high = new ArrayList<>();
      for (Bin bin : bins) {
        (bin.mean(widest) <= mean ? low : high).add(bin);
      }
      return high.isEmpty() ? List.of(this) : List.of(new Box(low), new Box(high));
    }

    int colour() {
      int rgb = 0;
      for (long sum : sums) {
        rgb = rgb << 8 | (int) ((sum + count / 2) / count);
      }
      return rgb;
    }
  }

  /**
   * @param pixels as 0xRRGGBB, at least one
   */
  static Palette of(int[] pixels) {
    PriorityQueue<Box> open =
        new PriorityQueue<>(Comparator.comparingDouble((Box box) -> box.error).reversed());
    List<Box> done = new ArrayList<>();
    open.add(new Box(bins(pixels)));
    while (!open.isEmpty() && open.size() + done.size() < COLOURS) {
      Box box = open.poll();
      List<Box> halves = box.error > 0 ? box.halves() : List.of(box);
      (halves.size() > 1 ? open : done).addAll(halves);
    }
    done.addAll(open);
    return new Palette(done.stream().mapToInt(Box::colour).toArray());
  }

  private static List<Bin> bins(int[] pixels) {
    Bin[] bins = new Bin[1 << CHANNELS * BITS];
    List<Bin> used = new ArrayList<>();
    for (int pixel : pixels) {
      int red = pixel >> 16 & 0xff;
      int green = pixel >> 8 & 0xff;
      int blue = pixel & 0xff;
      int place = (red >> SHIFT << BITS | green >> SHIFT) << BITS | blue >> SHIFT;
      if (bins[place] == null) {
        bins[place] = new Bin();
        used.add(bins[place]);
      }
      Bin bin = bins[place];
      bin.count++;
      bin.sums[0] += red;
      bin.sums[1] += green;
      bin.sums[2] += blue;
    }
    return used;
  }

  /** The place of the colour that looks most like another one. */
  int nearest(int red, int green, int blue) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < colours.length; i++) {
      int distance = distance(colours[i], red, green, blue);
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  private static int distance(int colour, int red, int green, int blue) {
    int dr = (colour >> 16 & 0xff) - red;
    int dg = (colour >> 8 & 0xff) - green;
    int db = (colour & 0xff) - blue;
    return WEIGHTS[0] * dr * dr + WEIGHTS[1] * dg * dg + WEIGHTS[2] * db * db;
  }

  /** How far a colour is from the next one, on the average, in levels of brightness. */
  float spacing() {
    double sum = 0;
    for (int i = 0; i < colours.length; i++) {
      int least = Integer.MAX_VALUE;
      int colour = colours[i];
      for (int other = 0; other < colours.length; other++) {
        if (other != i) {
          least =
              Math.min(
                  least,
                  distance(colours[other], colour >> 16 & 0xff, colour >> 8 & 0xff, colour & 0xff));
        }
      }
      sum += colours.length > 1 ? Math.sqrt(least / 10.0) : 0;
    }
    return (float) (sum / colours.length);
  }

  IndexColorModel model() {
    byte[] red = new byte[COLOURS];
    byte[] green = new byte[COLOURS];
    byte[] blue = new byte[COLOURS];
    for (int i = 0; i < colours.length; i++) {
      red[i] = (byte) (colours[i] >> 16);
      green[i] = (byte) (colours[i] >> 8);
      blue[i] = (byte) colours[i];
    }
    return new IndexColorModel(8, COLOURS, red, green, blue);
  }
}
