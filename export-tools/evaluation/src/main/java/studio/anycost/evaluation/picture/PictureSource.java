package studio.anycost.evaluation.picture;

import java.io.IOException;
import studio.anycost.api.task.CancellationToken;

/** Pictures in a row. Safe to use from any thread. */
public interface PictureSource {
  /** Takes pictures in their order, on the thread that asked. */
  @FunctionalInterface
  interface Taker {
    void take(int index, Picture picture) throws IOException;
  }

  /** How many there are. */
  int count();

  /**
   * Gives some of them. Blocks.
   *
   * @param from the first, 0 for the very first
   * @param to behind the last
   * @throws java.util.concurrent.CancellationException if cancelled
   * @throws IOException with a sentence if that cannot go on
   */
  void read(int from, int to, CancellationToken cancellation, Taker taker) throws IOException;
}
