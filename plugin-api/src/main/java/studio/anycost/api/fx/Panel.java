package studio.anycost.api.fx;

import javafx.scene.Node;
import studio.anycost.api.parameter.ParameterValues;

/** A panel on the screen. All methods are called on the JavaFX application thread. */
public interface Panel {
  /** The node to show; the same at every call. */
  Node node();

  /** Shows values that changed elsewhere (undo, reset, another recipe) without reporting them. */
  void show(ParameterValues values);

  /**
   * Shows what the contribution's own work published while it runs, newest only.
   *
   * @param value of the type that the extension point names, for instance a style code
   */
  default void published(Object value) {}

  /**
   * Gives back what the panel holds: listeners, timelines, threads. Called once, when another
   * bundle is opened, the plugin is switched off or the window closes.
   */
  default void close() {}
}
