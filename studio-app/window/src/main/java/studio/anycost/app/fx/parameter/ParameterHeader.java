package studio.anycost.app.fx.parameter;

import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.Rating;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.words.Texts;

/** The line above a control: mark of a change, label, mark of a weak one, values, reset. */
final class ParameterHeader {
  private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");

  private final ParameterInfo info;
  private final HBox node = new HBox();
  private final ReadOnlyBooleanWrapper roomy = new ReadOnlyBooleanWrapper(true);
  private final Label label;
  private final Button reset = Icons.iconOnly(new Button(), Signs.RESET);

  ParameterHeader(ParameterInfo info, String id) {
    this.info = info;
    label = new Label(info.label());
    label.setId(id + "-label");
    label.getStyleClass().add("parameter-label");
    // What tells long names apart often stands at their end.
    label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    label.setMinWidth(24);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Tips.install(label, info.help().contains(info.label()) ? info.help() : named(info));
    if (!info.help().isBlank()) {
      Tips.install(gap, info.help());
    }
    reset.setId(id + "-reset");
    reset.getStyleClass().add("reset");
    reset.setAccessibleText(Texts.of("parameter.parameterHeader.reset", info.label()));
    Tips.set(reset, Texts.of("parameter.parameterHeader.resetDoubleClickOn"));
    node.getStyleClass().add("parameter-header");
    node.setAlignment(Pos.CENTER_LEFT);
    node.getChildren().add(label);
    info.rating()
        .filter(Rating::isWeak)
        .ifPresent(rating -> node.getChildren().add(weak(rating, id)));
    node.getChildren().addAll(reset, gap);
    // It has no place of its own before there is something to reset.
    reset.managedProperty().bind(reset.visibleProperty());
    showChanged(false);
  }

  /**
   * Whether a figure has room in the line beside the whole name. Where it has none, the name is the
   * more important one.
   *
   * @param figure a node of the line, to be shown only then
   */
  ReadOnlyBooleanProperty roomFor(Label figure) {
    InvalidationListener changed = observable -> roomy.set(hasRoom(figure));
    node.widthProperty().addListener(changed);
    node.getChildren().addListener(changed);
    label.fontProperty().addListener(changed);
    reset.managedProperty().addListener(changed);
    figure.textProperty().addListener(changed);
    return roomy.getReadOnlyProperty();
  }

  private boolean hasRoom(Label figure) {
    if (node.getWidth() <= 0) {
      return true; // was never laid out
    }
    double needed = figure.prefWidth(-1) + node.getInsets().getLeft() + node.getInsets().getRight();
    for (Node each : node.getChildren()) {
      if (each != figure && each.isManaged()) {
        needed += each.prefWidth(-1) + node.getSpacing();
      }
    }
    return needed <= node.getWidth();
  }

  /** The whole name, which may be cut, and what it is. */
  private static String named(ParameterInfo info) {
    return info.help().isBlank() ? info.label() : info.label() + ": " + info.help();
  }

  private static Label weak(Rating rating, String id) {
    Label mark = new Label(Texts.of("parameter.parameterHeader.weak"));
    mark.setId(id + "-weak");
    mark.getStyleClass().add("weak-mark");
    mark.setMinWidth(Region.USE_PREF_SIZE);
    if (!rating.reason().isBlank()) {
      Tips.install(mark, Texts.of("parameter.parameterHeader.rated", rating.reason()));
    }
    return mark;
  }

  Node node() {
    return node;
  }

  /** Explains the parameter where the mouse rests on its control, too. */
  void explain(Control control) {
    if (!info.help().isBlank()) {
      Tips.set(control, info.help());
    }
  }

  /** Puts controls at the end of the line. */
  void add(Node... nodes) {
    node.getChildren().addAll(nodes);
  }

  /** Ends the line with a unit, which is no longer than the track below it. */
  void addUnit(Label unit) {
    node.getStyleClass().add("with-unit");
    add(unit);
  }

  /** Lets the row be marked by a star and a lock, which stand behind its name. */
  MarkButtons offer(Parameter<?> parameter, String id, Node row, RowMarks marks, Runnable moved) {
    return new MarkButtons(parameter, id, row, node, reset, marks, moved);
  }

  void onReset(Runnable action) {
    reset.setOnAction(event -> action.run());
    label.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2) {
            action.run();
          }
        });
  }

  void showChanged(boolean changed) {
    node.pseudoClassStateChanged(CHANGED, changed);
    reset.setVisible(changed);
  }
}
