package studio.anycost.app.fx.command;

import java.io.IOException;

/** Notes what is open, and how the window looks. JavaFX thread only. */
@FunctionalInterface
public interface SessionNote {
  /**
   * Notes it for the next start, before this returns; nothing happens in a second window, which has
   * no session.
   *
   * @throws IOException with a sentence if that is not possible
   */
  void note() throws IOException;
}
