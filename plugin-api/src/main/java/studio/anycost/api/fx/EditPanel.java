package studio.anycost.api.fx;

import java.util.function.Consumer;
import javafx.scene.Node;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;

/** An {@link Edit} that shows a panel of its own instead of generated controls. */
public interface EditPanel extends Edit {
  /**
   * Builds the panel. Called on the JavaFX application thread, once for every opened bundle.
   *
   * @param schema what {@link #parameters} returned
   * @param changes takes every change of the values that the person makes in the panel
   */
  Panel createPanel(ParameterSchema schema, Consumer<ParameterValues> changes);

  /** A panel on the screen. All methods are called on the JavaFX application thread. */
  interface Panel {
    /** The node to show; the same at every call. */
    Node node();

    /** Shows values that changed elsewhere (undo, reset, another recipe) without reporting them. */
    void show(ParameterValues values);
  }
}
