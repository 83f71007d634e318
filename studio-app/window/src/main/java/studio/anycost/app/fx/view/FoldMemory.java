package studio.anycost.app.fx.view;

import javafx.scene.control.TitledPane;

/** Knows which parts of panels a person has folded or unfolded. JavaFX thread only. */
public interface FoldMemory {
  /** Knows nothing. */
  FoldMemory NONE =
      new FoldMemory() {
        @Override
        public boolean isUnfolded(String part, boolean otherwise) {
          return otherwise;
        }

        @Override
        public void remember(String part, boolean unfolded) {}
      };

  /**
   * Whether a part is unfolded.
   *
   * @param part its name, the same at every start
   * @param otherwise if the person has never said
   */
  boolean isUnfolded(String part, boolean otherwise);

  /** Takes what the person did. */
  void remember(String part, boolean unfolded);

  /**
   * Makes a pane as the person left it, and remembers by its id what becomes of it.
   *
   * @param otherwise whether it is unfolded if the person has never said
   */
  default void follow(TitledPane pane, boolean otherwise) {
    String part = pane.getId();
    pane.setExpanded(isUnfolded(part, otherwise));
    pane.expandedProperty().addListener((observable, old, now) -> remember(part, now));
  }
}
