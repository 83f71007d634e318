package studio.anycost.app.fx.parameter;

import javafx.scene.Node;
import studio.anycost.api.parameter.Parameter;

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

  /** Shows a value that changed elsewhere, without reporting it. */
  void show(T value);

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
