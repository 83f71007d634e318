package studio.anycost.app.fx.restart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Starts the studio once more. */
@FunctionalInterface
public interface Relaunch {
  /**
   * Starts another window, which waits until this process has ended. Takes a second or two, to see
   * that it does not end at once; not for the JavaFX thread.
   *
   * @param bundle of the model that it opens; the one that was open last if none
   * @param unsaved the id of the unsaved work that this one leaves, to be brought back there; empty
   *     if it leaves none
   * @throws IOException with a sentence if the studio cannot be started from here, or ended with an
   *     error as soon as it was
   */
  void start(Optional<Path> bundle, Optional<String> unsaved) throws IOException;
}
