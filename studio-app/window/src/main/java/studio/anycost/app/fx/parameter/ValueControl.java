package studio.anycost.app.fx.parameter;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterValues;

/**
 * The controls of one parameter.
 *
 * @param <T> the parameter's type of value
 */
interface ValueControl<T> {
  /** The declaration that it was built from. */
  Parameter<T> parameter();

  /** The controls; the same node at every call. */
  Node node();

  /** The one of the controls that the keyboard goes to. */
  Node hand();

  /** Shows a value that changed elsewhere, without reporting it. */
  void show(T value);

  /** Shows what a control shows of the values of other parameters; most show their own alone. */
  default void showAmong(ParameterValues values) {}

  /** Ends what was begun by the control and goes on elsewhere; nobody sees it any more. */
  default void close() {}

  /**
   * Why what stands in the control is not its value, one sentence; most controls take only values.
   */
  default ReadOnlyObjectProperty<Optional<String>> problemProperty() {
    // One for each call: a shared one would keep everybody who listens to it, and their windows.
    return new ReadOnlyObjectWrapper<>(Optional.<String>empty()).getReadOnlyProperty();
  }

  /** Whether there are values beyond those that the control shows at first. */
  default boolean canExtend() {
    return false;
  }

  /** Shows all values that the parameter takes, or those that are usual alone. */
  default void extend(boolean all) {}

  /** How a value reads in the history. */
  String describe(T value);

  /**
   * Takes what a person sets. Values are checked already.
   *
   * @param <T> the parameter's type of value
   */
  @FunctionalInterface
  interface Sink<T> {
    void set(T value, Gesture gesture);
  }
}
