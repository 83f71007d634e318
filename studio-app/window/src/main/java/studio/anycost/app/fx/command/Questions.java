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

  /**
   * The same where the portrait is as it was saved, and only what was undone is in no file.
   *
   * @param name of the portrait
   */
  Answer undoneWork(String name);

  /** Whether a file that is there may be replaced. */
  boolean mayReplace(Path file);
}
