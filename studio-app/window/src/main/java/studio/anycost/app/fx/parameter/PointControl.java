package studio.anycost.app.fx.parameter;

import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.anycost.api.parameter.Point;
import studio.anycost.api.parameter.PointParameter;
import studio.anycost.app.fx.words.Texts;

/** A small stand-in of the picture on which a point is dragged; arrow keys move it too. */
final class PointControl implements ValueControl<Point>, PicturePoint {
  private static final double SIDE = 120;
  private static final double KEY_STEP = 0.01;

  private final PointParameter parameter;
  private final Sink<Point> sink;
  private final Label readout = new Label();
  private final Region dot = new Region();
  private final Pane pad = new Pane(dot);
  private final VBox node = new VBox();
  private final ReadOnlyObjectWrapper<Point> shown = new ReadOnlyObjectWrapper<>();
  private long gesture;

  PointControl(PointParameter parameter, String id, ParameterHeader header, Sink<Point> sink) {
    this.parameter = parameter;
    this.sink = sink;
    readout.getStyleClass().add("readout");
    pad.setId(id + "-point");
    pad.getStyleClass().add("point-pad");
    pad.setMinSize(SIDE, SIDE);
    pad.setMaxSize(SIDE, SIDE);
    pad.setFocusTraversable(true);
    pad.setCursor(Cursor.CROSSHAIR);
    pad.setAccessibleText(
        Texts.of("parameter.pointControl.arrowKeysMoveThe", parameter.info().label()));
    dot.getStyleClass().add("dot");
    dot.setManaged(false);
    dot.setMouseTransparent(true);
    pad.setOnMousePressed(
        event -> {
          pad.requestFocus();
          gesture = GestureCounter.next();
          drag(event);
        });
    pad.setOnMouseDragged(this::drag);
    pad.setOnMouseReleased(
        event -> {
          drag(event); // the last move may come with the release alone
          sink.set(shown.get(), new Gesture(gesture, false));
        });
    pad.setOnKeyPressed(this::keyPressed);
    header.add(readout);
    header.onReset(() -> set(parameter.defaultValue(), GestureCounter.single()));
    node.getChildren().addAll(header.node(), pad);
    show(parameter.defaultValue());
  }

  private void drag(MouseEvent event) {
    set(within(event.getX() / SIDE, event.getY() / SIDE), new Gesture(gesture, true));
  }

  private void keyPressed(KeyEvent event) {
    double dx = 0;
    double dy = 0;
    switch (event.getCode()) {
      case LEFT -> dx = -KEY_STEP;
      case RIGHT -> dx = KEY_STEP;
      case UP -> dy = -KEY_STEP;
      case DOWN -> dy = KEY_STEP;
      default -> {
        return;
      }
    }
    set(within(shown.get().x() + dx, shown.get().y() + dy), GestureCounter.single());
    event.consume();
  }

  private static Point within(double x, double y) {
    return new Point(Math.max(0, Math.min(1, x)), Math.max(0, Math.min(1, y)));
  }

  private void set(Point value, Gesture how) {
    if (!value.equals(shown.get())) {
      show(value);
      sink.set(value, how);
    }
  }

  @Override
  public void show(Point value) {
    shown.set(value);
    readout.setText(describe(value));
    double size = dot.prefWidth(-1);
    dot.resizeRelocate(value.x() * SIDE - size / 2, value.y() * SIDE - size / 2, size, size);
  }

  @Override
  public String describe(Point value) {
    return String.format(Locale.ROOT, "%.2f, %.2f", value.x(), value.y());
  }

  @Override
  public PointParameter parameter() {
    return parameter;
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public Node hand() {
    return pad;
  }

  @Override
  public String label() {
    return parameter.info().label();
  }

  @Override
  public ReadOnlyObjectProperty<Point> placeProperty() {
    return shown.getReadOnlyProperty();
  }

  /** Tells of the end of a gesture, too, even where the point did not move any more. */
  @Override
  public void move(Point place, Gesture how) {
    show(place);
    sink.set(place, how);
  }
}
