package studio.anycost.training.lesson;

import studio.anycost.training.optimizers.Adam;

/**
 * How a lesson is learnt.
 *
 * @param seed of all random numbers
 * @param adam how fast the weights move
 * @param steps where the run ends, at least 1
 * @param checkpointEvery steps from one checkpoint to the next, at least 1; there is one at the end
 * @param reviewEvery steps from one review to the next, at least 1; there is one at the end
 * @param sheetEvery steps from one sheet of pictures to the next, at least 1; there is one at the
 *     end
 * @param threads that compute, at least 1
 */
public record LessonPlan(
    long seed,
    Adam.Settings adam,
    long steps,
    int checkpointEvery,
    int reviewEvery,
    int sheetEvery,
    int threads) {
  public LessonPlan {
    if (steps < 1 || checkpointEvery < 1 || reviewEvery < 1 || sheetEvery < 1) {
      throw new IllegalArgumentException("A run takes steps and writes every so many, from 1 on.");
    }
    if (threads < 1) {
      throw new IllegalArgumentException("At least 1 thread computes, not " + threads + ".");
    }
  }
}
