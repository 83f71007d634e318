package studio.anycost.api.extension;

import java.io.IOException;

/**
 * Takes what was made of samples.
 *
 * @param <R> what is made of samples in a row
 */
@FunctionalInterface
public interface SampleTaker<R> {
  /**
   * Takes the next samples, on the thread that asked for them.
   *
   * @param to behind the last of them
   * @throws IOException with a sentence if that cannot go on
   */
  void take(int to, R made) throws IOException;
}
