package studio.anycost.training.data;

import java.util.SplittableRandom;

/**
 * In which order a run sees its pictures: all of them once, in an order drawn from the seed, then
 * all of them once in another. What is at a place depends on nothing but seed and place, so that a
 * resumed run goes on where it was.
 */
public final class PictureOrder {
  private final long seed;
  private final int[] order;
  private long epoch = -1;

  /** The order of so many pictures. */
  public PictureOrder(long seed, int count) {
    this.seed = seed;
    this.order = new int[count];
  }

  /** The picture at a place, counted from 0. */
  public int at(long place) {
    long wanted = place / order.length;
    if (wanted != epoch) {
      shuffle(new SplittableRandom(seed ^ wanted * 0x9e3779b97f4a7c15L));
      epoch = wanted;
    }
    return order[(int) (place % order.length)];
  }

  private void shuffle(SplittableRandom random) {
    for (int i = 0; i < order.length; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
  }
}
