package studio.anycost.training.data;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which of so many pictures are learnt from, in which order, and which are kept for reviews. Drawn
 * from a seed; the same ones in every process.
 */
public final class PictureSplit {
  private static final long SALT = 0x2545f4914f6cdd1dL;

  private final List<Integer> kept;
  private final Learnt learnt;

  /** What is learnt from, all of it once, then in another order. Not thread-safe. */
  public static final class Learnt {
    private final int[] pictures;
    private final PictureOrder order;

    private Learnt(int[] pictures, long seed) {
      this.pictures = pictures;
      this.order = new PictureOrder(seed, pictures.length);
    }

    /** How many there are. */
    public int count() {
      return pictures.length;
    }

    /** The picture at a place, counted from 0 without end. */
    public int at(long place) {
      return pictures[order.at(place)];
    }
  }

  /**
   * Splits pictures.
   *
   * @param count of all, at least 1
   * @param wanted how many are kept; at most half of all. A single picture is both
   */
  public PictureSplit(long seed, int count, int wanted) {
    int[] all = new int[count];
    Arrays.setAll(all, i -> i);
    SplittableRandom random = new SplittableRandom(seed ^ SALT);
    for (int i = count - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = all[i];
      all[i] = all[j];
      all[j] = swapped;
    }
    int part = Math.min(wanted, count / 2);
    kept = Arrays.stream(all, 0, Math.max(1, part)).sorted().boxed().toList();
    learnt = new Learnt(Arrays.copyOfRange(all, count == 1 ? 0 : Math.max(1, part), count), seed);
  }

  /** Those that are kept, ascending. */
  public List<Integer> kept() {
    return kept;
  }

  /** The others. */
  public Learnt learnt() {
    return learnt;
  }
}
