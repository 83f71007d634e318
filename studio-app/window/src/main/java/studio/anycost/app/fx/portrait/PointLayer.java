package studio.anycost.app.fx.portrait;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.geometry.Rectangle2D;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import studio.anycost.api.parameter.Point;
import studio.anycost.app.fx.parameter.Gesture;
import studio.anycost.app.fx.parameter.GestureCounter;
import studio.anycost.app.fx.parameter.PicturePoint;
import studio.anycost.app.fx.words.Texts;

/**
 * Handles on the picture, one for every point of an edit or a tool: dragged by the mouse, moved by
 * the arrow keys. Lets everything beside them through. JavaFX thread only.
 */
final class PointLayer extends Pane {
  private static final double KEY_STEP = 0.01;

  private final List<Handle> handles = new ArrayList<>();
  private Rectangle2D place = Rectangle2D.EMPTY;

  PointLayer() {
    setPickOnBounds(false);
    setManaged(false);
  }

  /** Shows these points instead of those before. */
  void show(List<? extends PicturePoint> points) {
    handles.forEach(Handle::release);
    handles.clear();
    points.forEach(point -> handles.add(new Handle(point, handles.size())));
    getChildren().setAll(handles);
    handles.forEach(Handle::relocate);
  }

  /** Puts the handles where they belong on a picture. */
  void layOut(Rectangle2D picture) {
    place = picture;
    handles.forEach(Handle::relocate);
  }

  private final class Handle extends StackPane {
    private final PicturePoint point;
    private final Region dot = new Region();
    private final Label label = new Label();
    private final InvalidationListener moved = observable -> relocate();
    private long gesture;

    Handle(PicturePoint point, int index) {
      this.point = point;
      setId("picture-point-" + index);
      getStyleClass().add("picture-point");
      setManaged(false);
      setFocusTraversable(true);
      setCursor(Cursor.MOVE);
      setAccessibleText(Texts.of("portrait.pointLayer.arrowKeysMoveThe", point.label()));
      setPickOnBounds(true);
      dot.getStyleClass().add("picture-dot");
      dot.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
      label.setText(point.label());
      label.getStyleClass().add("picture-point-label");
      label.setManaged(false);
      label.setMouseTransparent(true);
      label.visibleProperty().bind(hoverProperty().or(focusedProperty()).or(pressedProperty()));
      getChildren().addAll(dot, label);
      setOnMousePressed(this::pressed);
      setOnMouseDragged(event -> drag(event, true));
      setOnMouseReleased(event -> drag(event, false));
      setOnMouseClicked(MouseEvent::consume);
      setOnKeyPressed(this::keyPressed);
      point.placeProperty().addListener(moved);
    }

    void release() {
      point.placeProperty().removeListener(moved);
    }

    private void relocate() {
      Point at = point.placeProperty().get();
      double size = prefWidth(-1);
      resize(size, size);
      setLayoutX(place.getMinX() + at.x() * place.getWidth() - size / 2);
      setLayoutY(place.getMinY() + at.y() * place.getHeight() - size / 2);
      label.autosize();
      label.relocate(size + 2, (size - label.getHeight()) / 2);
    }

    private void pressed(MouseEvent event) {
      requestFocus();
      gesture = GestureCounter.next();
      event.consume();
    }

    private void drag(MouseEvent event, boolean moving) {
      if (place.getWidth() > 0) {
        var at = getParent().sceneToLocal(event.getSceneX(), event.getSceneY());
        point.move(
            within(
                (at.getX() - place.getMinX()) / place.getWidth(),
                (at.getY() - place.getMinY()) / place.getHeight()),
            new Gesture(gesture, moving));
      }
      event.consume();
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
      Point now = point.placeProperty().get();
      point.move(within(now.x() + dx, now.y() + dy), GestureCounter.single());
      event.consume();
    }

    private static Point within(double x, double y) {
      return new Point(Math.max(0, Math.min(1, x)), Math.max(0, Math.min(1, y)));
    }
  }
}
