package studio.anycost.plugins.extraction;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The samples with most and with least of an attribute, split 70 to 30 (Shen et al.).
 *
 * @param training samples to learn from, as many of either kind
 * @param validation samples to judge by
 * @param middle score in the middle of the highest and the lowest
 * @param each samples that there are at either end
 */
record Ends(int[] training, int[] validation, float middle, int each) {
  private static final double TRAINING = 0.7;

  /** With fewer nothing is learnt. */
  static final int FEWEST = 10;

  /**
   * @param scores of all samples
   * @param top share of them at either end
   * @param mostTraining how many may be learnt from
   * @return null if all scores are the same
   */
  static Ends of(float[] scores, double top, int mostTraining, long seed) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> scores[i])
                    .thenComparingInt(Integer::intValue))
            .mapToInt(Integer::intValue)
            .toArray();
    float lowest = scores[order[0]];
    float highest = scores[order[order.length - 1]];
    if (lowest == highest) {
      return null;
    }
    int each = count(scores.length, top);
    int[] most = shuffled(Arrays.copyOfRange(order, order.length - each, order.length), seed);
    int[] least = shuffled(Arrays.copyOfRange(order, 0, each), seed + 1);
    int learn = Math.min((int) (each * TRAINING), Math.max(1, mostTraining / 2));
    int judge = each - (int) (each * TRAINING);
    return new Ends(
        joined(most, least, 0, learn),
        joined(most, least, each - judge, each),
        (lowest + highest) / 2,
        each);
  }

  /** How many samples are at either end: the share, but not fewer than anything is learnt from. */
  static int count(int samples, double top) {
    return Math.min(Math.max(FEWEST, share(samples, top)), samples / 2);
  }

  /** How many the share alone is. */
  static int share(int samples, double top) {
    return (int) Math.round(samples * top);
  }

  private static int[] joined(int[] most, int[] least, int from, int to) {
    return IntStream.concat(Arrays.stream(most, from, to), Arrays.stream(least, from, to))
        .toArray();
  }

  private static int[] shuffled(int[] samples, long seed) {
    Arrays.sort(samples);
    Random random = new Random(seed);
    for (int i = samples.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = samples[i];
      samples[i] = samples[other];
      samples[other] = kept;
    }
    return samples;
  }

  /** Which of training or validation samples have the attribute: the first half. */
  static boolean[] present(int[] samples) {
    boolean[] present = new boolean[samples.length];
    Arrays.fill(present, 0, samples.length / 2, true);
    return present;
  }
}
