package studio.anycost.app.fx.portrait;

import java.util.function.DoubleConsumer;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.words.Texts;

/** The draggable line between before and after, with its handle and the two labels. */
final class SplitLine extends Pane {
  private static final double GRIP = 24;
  private static final double HANDLE = 34;
  private static final double KEY_STEP = 0.02;

  /** Of the labels, from the corners of the picture. */
  static final double INSET = 12;

  private final Region line = new Region();
  private final StackPane grip = new StackPane();
  private final StackPane handle = new StackPane(Icons.of(Signs.LEFT), Icons.of(Signs.RIGHT));
  private final Label before = new Label(Texts.of("portrait.splitLine.before"));
  private final Label after = new Label(Texts.of("portrait.splitLine.after"));
  private final DoubleConsumer moved;
  private Rectangle2D picture = Rectangle2D.EMPTY;
  private double fraction = 0.5;

  /**
   * @param moved takes the new place of the line as a fraction of the picture's width
   */
  SplitLine(DoubleConsumer moved) {
    this.moved = moved;
    setId("split-line");
    setManaged(false);
    setPickOnBounds(false);
    getStyleClass().add("split-line");
    line.getStyleClass().add("line");
    line.setMouseTransparent(true);
    handle.setId("split-handle");
    handle.getStyleClass().add("handle");
    handle.getChildren().get(0).setTranslateX(-6);
    handle.getChildren().get(1).setTranslateX(6);
    handle.setMinSize(HANDLE, HANDLE);
    handle.setMaxSize(HANDLE, HANDLE);
    handle.setMouseTransparent(true);
    grip.setId("split-grip");
    grip.setCursor(Cursor.H_RESIZE);
    grip.setFocusTraversable(true);
    grip.setAccessibleRole(AccessibleRole.SLIDER);
    grip.setAccessibleText(Texts.of("portrait.splitLine.lineBetweenBeforeAnd"));
    grip.getStyleClass().add("grip");
    for (Label label : new Label[] {before, after}) {
      label.getStyleClass().add("picture-tag");
      label.setMouseTransparent(true);
    }
    before.setId("split-before");
    after.setId("split-after");
    getChildren().addAll(before, after, line, handle, grip);
    getChildren().forEach(child -> child.setManaged(false));
    grip.setOnMousePressed(event -> grip.requestFocus());
    grip.setOnMouseDragged(this::drag);
    grip.setOnMouseReleased(
        event -> {
          if (!event.isStillSincePress()) {
            drag(event); // the last move may come with the release alone
          }
        });
    grip.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT) {
            move(fraction + (event.getCode() == KeyCode.LEFT ? -KEY_STEP : KEY_STEP));
            event.consume();
          }
        });
  }

  private void drag(MouseEvent event) {
    move((sceneToLocal(event.getSceneX(), 0).getX() - picture.getMinX()) / picture.getWidth());
    event.consume();
  }

  private void move(double wanted) {
    moved.accept(Math.max(0, Math.min(1, wanted)));
  }

  /** Puts everything in place for a picture and a fraction of its width. */
  void layOut(Rectangle2D place, double at, double viewWidth, double viewHeight) {
    picture = place;
    fraction = at;
    resizeRelocate(0, 0, viewWidth, viewHeight);
    double x = Math.round(place.getMinX() + at * place.getWidth());
    double top = Math.max(0, place.getMinY());
    double bottom = Math.min(viewHeight, place.getMaxY());
    line.resizeRelocate(x - 1, top, 2, bottom - top);
    grip.resizeRelocate(x - GRIP / 2, top, GRIP, bottom - top);
    handle.resizeRelocate(x - HANDLE / 2, (top + bottom - HANDLE) / 2, HANDLE, HANDLE);
    before.autosize();
    after.autosize();
    double left = Math.max(0, place.getMinX());
    double right = Math.min(viewWidth, place.getMaxX());
    before.relocate(left + INSET, top + INSET);
    after.relocate(right - after.getWidth() - INSET, top + INSET);
    before.setVisible(x - left > before.getWidth() + 2 * INSET);
    after.setVisible(right - x > after.getWidth() + 2 * INSET);
  }
}
