package studio.anycost.app.fx.command;

/** Ends the studio. JavaFX thread only. */
@FunctionalInterface
public interface Exit {
  /**
   * Closes the window and asks nothing: what is open is noted for the next start, and what is
   * unsaved stays kept.
   *
   * @param unsaved whether unsaved work is to be found at the next start
   */
  void leave(boolean unsaved);
}
