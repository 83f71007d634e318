package studio.anycost.app.fx.command;

/** The one question that the studio asks. JavaFX thread only; blocks in a nested loop. */
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
}
