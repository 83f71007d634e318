package studio.anycost.app.fx.command;

import java.nio.file.Path;

/** What the studio asks. JavaFX thread only; blocks in a nested loop. */
public interface Questions {
  /** What to do with unsaved changes. */
  enum Answer {
    SAVE,
    DISCARD,
    CANCEL
  }

  /**
   * @param name of the portrait
   */
  Answer unsavedChanges(String name);

  /** Whether a file that is there may be replaced. */
  boolean mayReplace(Path file);
}
