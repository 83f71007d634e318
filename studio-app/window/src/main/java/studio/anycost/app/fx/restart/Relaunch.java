package studio.anycost.app.fx.restart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Starts the studio once more. */
@FunctionalInterface
public interface Relaunch {
  /**
   * Starts another window, which waits until this process has ended.
   *
   * @param bundle of the model that it opens; the one that was open last if none
   * @param unsaved whether this one leaves unsaved work, to be brought back there
   * @throws IOException with a sentence if the studio cannot be started from here
   */
  void start(Optional<Path> bundle, boolean unsaved) throws IOException;
}
