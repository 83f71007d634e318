package studio.anycost.app.fx.parameter;

import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
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
  private final String id;
  private Optional<MarkButtons> buttons = Optional.empty();

  private ParameterRow(ValueControl<T> control, ParameterHeader header, String id) {
    this.control = control;
    this.header = header;
    this.id = id;
    control.node().getStyleClass().add("parameter-row");
    control.node().managedProperty().bind(control.node().visibleProperty());
    rating().filter(Rating::isWeak).map(Rating::reason).ifPresent(this::tellWhyWeak);
  }

  /**
   * @param id prefix of the ids of all nodes of the row
   * @param chooser asked by file parameters
   * @param faces asked by seeds of faces
   * @param sink takes what the person sets: the row's parameter, value and gesture
   */
  static ParameterRow<?> of(
      Parameter<?> parameter,
      String id,
      ParameterFileChooser chooser,
      SeedFaces faces,
      RowSink sink) {
    ParameterHeader header = new ParameterHeader(parameter.info(), id);
    if (parameter instanceof NumberParameter number) {
      return row(header, id, new NumberControl(number, id, header, to(number, sink)));
    }
    if (parameter instanceof FlagParameter flag) {
      return row(header, id, new FlagControl(flag, id, header, to(flag, sink)));
    }
    if (parameter instanceof ChoiceParameter choice) {
      return row(header, id, new ChoiceControl(choice, id, header, to(choice, sink)));
    }
    if (parameter instanceof ColourParameter colour) {
      return row(header, id, new ColourControl(colour, id, header, to(colour, sink)));
    }
    if (parameter instanceof FileParameter file) {
      return row(header, id, new FileControl(file, id, header, chooser, to(file, sink)));
    }
    if (parameter instanceof SelectionParameter selection) {
      return row(header, id, new SelectionControl(selection, id, header, to(selection, sink)));
    }
    if (parameter instanceof TextParameter text) {
      return row(header, id, new TextControl(text, id, header, to(text, sink)));
    }
    if (parameter instanceof SeedParameter seed) {
      return row(header, id, new SeedControl(seed, id, header, faces, to(seed, sink)));
    }
    PointParameter point = (PointParameter) parameter; // the last of the sealed kinds
    return row(header, id, new PointControl(point, id, header, to(point, sink)));
  }

  private static <T> ParameterRow<T> row(
      ParameterHeader header, String id, ValueControl<T> control) {
    return new ParameterRow<>(control, header, id);
  }

  private void tellWhyWeak(String reason) {
    if (!reason.isBlank() && control.node() instanceof Pane pane) {
      Label why = new Label("It " + reason);
      why.setId(id + "-reason");
      why.getStyleClass().add("readout");
      why.setWrapText(true);
      pane.getChildren().add(why);
    }
  }

  /**
   * Lets the row be marked.
   *
   * @param moved run when it has another place now
   */
  void offer(RowMarks marks, Runnable moved) {
    buttons = Optional.of(header.offer(parameter(), id, node(), marks, moved));
  }

  /** Shows marks that changed elsewhere. */
  void showMarks() {
    buttons.ifPresent(MarkButtons::show);
  }

  private static <T> ValueControl.Sink<T> to(Parameter<T> parameter, RowSink sink) {
    return (value, gesture) -> sink.set(parameter, value, gesture);
  }

  Node node() {
    return control.node();
  }

  /** See {@link ValueControl#hand}. */
  Node hand() {
    return control.hand();
  }

  Parameter<T> parameter() {
    return control.parameter();
  }

  /** Shows the row's own value of all the values of the panel. */
  void show(ParameterValues values) {
    control.show(values.get(control.parameter()));
    showAmong(values);
    mark(values);
  }

  /** Shows what the row shows of the values of other rows. */
  void showAmong(ParameterValues values) {
    control.showAmong(values);
  }

  /** See {@link ValueControl#close}. */
  void close() {
    control.close();
  }

  /** Marks the row as changed or not, and leaves the control alone. */
  void mark(ParameterValues values) {
    header.showChanged(isChanged(values));
  }

  /** Whether it was measured that the parameter hardly does what it says. */
  boolean isWeak() {
    return rating().filter(Rating::isWeak).isPresent();
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
