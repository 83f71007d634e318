package studio.anycost.app.fx.parameter;

import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Node;
import studio.anycost.api.parameter.ChoiceParameter;
import studio.anycost.api.parameter.ColourParameter;
import studio.anycost.api.parameter.FileParameter;
import studio.anycost.api.parameter.FlagParameter;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.parameter.PointParameter;
import studio.anycost.api.parameter.Rating;
import studio.anycost.api.parameter.SeedParameter;
import studio.anycost.api.parameter.SelectionParameter;
import studio.anycost.api.parameter.TextParameter;

/**
 * One parameter in a panel: header and control.
 *
 * @param <T> the parameter's type of value
 */
final class ParameterRow<T> {
  private final ValueControl<T> control;
  private final ParameterHeader header;

  private ParameterRow(ValueControl<T> control, ParameterHeader header) {
    this.control = control;
    this.header = header;
    control.node().getStyleClass().add("parameter-row");
    control.node().managedProperty().bind(control.node().visibleProperty());
  }

  /**
   * @param id prefix of the ids of all nodes of the row
   * @param chooser asked by file parameters
   * @param sink takes what the person sets: the row's parameter, value and gesture
   */
  static ParameterRow<?> of(
      Parameter<?> parameter, String id, ParameterFileChooser chooser, RowSink sink) {
    ParameterHeader header = new ParameterHeader(parameter.info(), id);
    if (parameter instanceof NumberParameter number) {
      return row(header, new NumberControl(number, id, header, to(number, sink)));
    }
    if (parameter instanceof FlagParameter flag) {
      return row(header, new FlagControl(flag, id, header, to(flag, sink)));
    }
    if (parameter instanceof ChoiceParameter choice) {
      return row(header, new ChoiceControl(choice, id, header, to(choice, sink)));
    }
    if (parameter instanceof ColourParameter colour) {
      return row(header, new ColourControl(colour, id, header, to(colour, sink)));
    }
    if (parameter instanceof FileParameter file) {
      return row(header, new FileControl(file, id, header, chooser, to(file, sink)));
    }
    if (parameter instanceof SelectionParameter selection) {
      return row(header, new SelectionControl(selection, id, header, to(selection, sink)));
    }
    if (parameter instanceof TextParameter text) {
      return row(header, new TextControl(text, id, header, to(text, sink)));
    }
    if (parameter instanceof SeedParameter seed) {
      return row(header, new SeedControl(seed, id, header, to(seed, sink)));
    }
    PointParameter point = (PointParameter) parameter; // the last of the sealed kinds
    return row(header, new PointControl(point, id, header, to(point, sink)));
  }

  private static <T> ParameterRow<T> row(ParameterHeader header, ValueControl<T> control) {
    return new ParameterRow<>(control, header);
  }

  private static <T> ValueControl.Sink<T> to(Parameter<T> parameter, RowSink sink) {
    return (value, gesture) -> sink.set(parameter, value, gesture);
  }

  Node node() {
    return control.node();
  }

  Parameter<T> parameter() {
    return control.parameter();
  }

  /** Shows the row's own value of all the values of the panel. */
  void show(ParameterValues values) {
    control.show(values.get(control.parameter()));
    mark(values);
  }

  /** Marks the row as changed or not, and leaves the control alone. */
  void mark(ParameterValues values) {
    header.showChanged(isChanged(values));
  }

  /** How well the parameter does what it says, if that was measured. */
  Optional<Rating> rating() {
    return control.parameter().info().rating();
  }

  /** Whether the values hold something else than the default. */
  boolean isChanged(ParameterValues values) {
    return !values.get(control.parameter()).equals(control.parameter().defaultValue());
  }

  /** See {@link ValueControl#canExtend}. */
  boolean canExtend() {
    return control.canExtend();
  }

  /** See {@link ValueControl#extend}. */
  void extend(boolean all) {
    control.extend(all);
  }

  /** Why what stands in the row is not its value. */
  ReadOnlyObjectProperty<Optional<String>> problemProperty() {
    return control.problemProperty();
  }

  /** The row's point, if it is one. */
  Optional<PicturePoint> point() {
    return control instanceof PicturePoint point ? Optional.of(point) : Optional.empty();
  }

  /** "Smiling +0.50". */
  String summary(ParameterValues values) {
    return control.parameter().info().label()
        + " "
        + control.describe(values.get(control.parameter()));
  }

  /** The parameter's name for people. */
  String label() {
    return control.parameter().info().label();
  }

  /** Whether every word of a query begins or occurs in the label. */
  boolean matches(String query) {
    String label = control.parameter().info().label().toLowerCase(Locale.ROOT);
    for (String word : query.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
      if (!label.contains(word)) {
        return false;
      }
    }
    return true;
  }

  /** Takes what a person sets in a row. */
  @FunctionalInterface
  interface RowSink {
    void set(Parameter<?> parameter, Object value, Gesture gesture);
  }
}
