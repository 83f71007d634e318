package studio.anycost.app.movie;

import java.io.IOException;
import studio.anycost.api.model.RgbImage;

/** Takes the pictures of a film in their order, on one thread. */
@FunctionalInterface
public interface MovieSink {
  /**
   * Takes the next picture. Blocks while it is encoded.
   *
   * @param frame of the same size as the ones before
   * @throws IOException with a sentence if it cannot be written
   */
  void add(RgbImage frame) throws IOException;
}
