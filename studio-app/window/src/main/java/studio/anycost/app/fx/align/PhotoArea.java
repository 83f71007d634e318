package studio.anycost.app.fx.align;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Rectangle;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.FacePoints.Place;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.fx.align.HandAlignment.Point;

/**
 * The whole photo with four handles, the square that follows from them, and the squares of the
 * faces that were found. Handles are dragged, or moved by the arrow keys. JavaFX thread only.
 */
final class PhotoArea extends Pane {
  private static final double MARGIN = 16;
  private static final double LARGEST_SCALE = 4;
  private static final double MANY = 10;
  private static final double BESIDE = 22;

  private final HandAlignment hand;
  private final Runnable changed;
  private final Consumer<Face> chosen;
  private final ImageView picture = new ImageView();
  private final Pane marks = new Pane();
  private final Polygon square = new Polygon();
  private final Loupe loupe = new Loupe();
  private final Map<Point, Handle> handles = new EnumMap<>(Point.class);
  private double left;
  private double top;
  private double scale = 1;

  /** Pixels of the decoded photo for one of the document's. */
  private double photoScale = 1;

  private Handle looked;

  /**
   * @param changed runs after the person moved something
   * @param chosen takes a face whose square was clicked
   */
  PhotoArea(HandAlignment hand, Runnable changed, Consumer<Face> chosen) {
    this.hand = hand;
    this.changed = changed;
    this.chosen = chosen;
    setId("hand-photo");
    getStyleClass().add("hand-photo");
    setMinSize(200, 160);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    picture.setPreserveRatio(false);
    marks.setManaged(false);
    marks.setPickOnBounds(false);
    square.setManaged(false);
    square.setMouseTransparent(true);
    square.getStyleClass().add("hand-square");
    getChildren().addAll(picture, marks, square);
    for (Point point : Point.values()) {
      Handle handle = new Handle(point);
      handles.put(point, handle);
      getChildren().add(handle);
    }
    getChildren().add(loupe);
  }

  /**
   * Shows the photo.
   *
   * @param small of the turned photo, of any size
   * @param pixels of the photo as it was read
   */
  void show(Image small, RgbImage pixels) {
    picture.setImage(small);
    loupe.show(pixels, hand.source().turn());
    photoScale = (double) pixels.width() / hand.source().width();
    update();
  }

  /** Shows no picture until the next one is there: this one lies another way. */
  void clear() {
    picture.setImage(null);
    lookAway();
    update();
  }

  /** Lets the arrow keys move the first handle. */
  void focus() {
    handles.get(Point.LEFT_EYE).requestFocus();
  }

  /** Shows where everything is now. */
  void update() {
    markFaces();
    layOut();
  }

  private void markFaces() {
    List<Polygon> squares = new ArrayList<>();
    List<Face> faces = hand.source().faces();
    for (int i = 0; i < faces.size(); i++) {
      Face face = faces.get(i);
      Polygon mark = new Polygon();
      mark.setId("hand-face-" + i);
      mark.setUserData(face.alignment());
      mark.getStyleClass().add("hand-face");
      mark.setAccessibleText("Face " + (i + 1) + ": click to take it");
      mark.setOnMouseClicked(
          event -> {
            chosen.accept(face);
            event.consume();
          });
      squares.add(mark);
    }
    marks.getChildren().setAll(squares);
  }

  @Override
  protected void layoutChildren() {
    layOut();
  }

  private void layOut() {
    double width = Math.max(1, getWidth() - 2 * MARGIN);
    double height = Math.max(1, getHeight() - 2 * MARGIN);
    scale = Math.min(LARGEST_SCALE, Math.min(width / hand.width(), height / hand.height()));
    left = Math.round((getWidth() - scale * hand.width()) / 2);
    top = Math.round((getHeight() - scale * hand.height()) / 2);
    picture.setFitWidth(scale * hand.width());
    picture.setFitHeight(scale * hand.height());
    picture.relocate(left, top);
    for (var mark : marks.getChildren()) {
      place((Polygon) mark, (Alignment) mark.getUserData());
    }
    square.setVisible(hand.result().isPresent());
    hand.result().ifPresent(result -> place(square, result.alignment()));
    handles.values().forEach(Handle::relocate);
    if (looked != null) {
      look(looked);
    }
  }

  private void place(Polygon polygon, Alignment alignment) {
    List<Double> corners = new ArrayList<>();
    for (Place corner : hand.corners(alignment)) {
      corners.add(left + scale * corner.x());
      corners.add(top + scale * corner.y());
    }
    polygon.getPoints().setAll(corners);
  }

  /** Puts the magnifier beside a handle, where there is room for it. */
  private void look(Handle handle) {
    looked = handle;
    Place place = hand.place(handle.point);
    loupe.look(new Place(photoScale * place.x(), photoScale * place.y()), scale / photoScale);
    double x = left + scale * place.x();
    double y = top + scale * place.y();
    boolean room = x + BESIDE + Loupe.DIAMETER <= getWidth() - 4;
    double across = room ? x + BESIDE : x - BESIDE - Loupe.DIAMETER;
    double down = y - BESIDE - Loupe.DIAMETER;
    if (down < 4) {
      down = Math.min(y + BESIDE, getHeight() - Loupe.DIAMETER - 4);
    }
    loupe.relocate(Math.max(4, across), Math.max(4, down));
    loupe.setVisible(true);
  }

  private void lookAway() {
    looked = null;
    loupe.setVisible(false);
  }

  private final class Handle extends StackPane {
    private final Point point;
    private final Label label;
    private double grabX;
    private double grabY;

    Handle(Point point) {
      this.point = point;
      label = new Label(point.label());
      setId("hand-" + point.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      getStyleClass().add("hand-handle");
      setManaged(false);
      setFocusTraversable(true);
      setCursor(Cursor.CROSSHAIR);
      setAccessibleText(point.label() + "; arrow keys move it by a pixel of the photo");
      Region ring = new Region();
      ring.getStyleClass().add("hand-ring");
      ring.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
      Region dot = new Region();
      dot.getStyleClass().add("hand-dot");
      dot.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
      label.getStyleClass().add("picture-point-label");
      label.setManaged(false);
      label.setMouseTransparent(true);
      label.visibleProperty().bind(hoverProperty().or(focusedProperty()).or(pressedProperty()));
      getChildren().addAll(ring, dot, label);
      setOnMousePressed(this::pressed);
      setOnMouseDragged(this::dragged);
      setOnMouseReleased(MouseEvent::consume);
      setOnMouseClicked(MouseEvent::consume);
      setOnKeyPressed(this::keyPressed);
      focusedProperty()
          .addListener(
              (observable, old, focused) -> {
                if (focused) {
                  look(this);
                } else if (looked == this) {
                  lookAway();
                }
              });
    }

    private void relocate() {
      Place place = hand.place(point);
      double size = prefWidth(-1);
      resize(size, size);
      setLayoutX(left + scale * place.x() - size / 2);
      setLayoutY(top + scale * place.y() - size / 2);
      label.autosize();
      // Below, where the magnifier is not.
      label.relocate((size - label.getWidth()) / 2, size + 2);
    }

    /** The handle does not jump to the pointer: it is grabbed where it is. */
    private void pressed(MouseEvent event) {
      requestFocus();
      look(this);
      Point2D at = PhotoArea.this.sceneToLocal(event.getSceneX(), event.getSceneY());
      Place place = hand.place(point);
      grabX = at.getX() - left - scale * place.x();
      grabY = at.getY() - top - scale * place.y();
      event.consume();
    }

    private void dragged(MouseEvent event) {
      Point2D at = PhotoArea.this.sceneToLocal(event.getSceneX(), event.getSceneY());
      move(new Place((at.getX() - grabX - left) / scale, (at.getY() - grabY - top) / scale));
      event.consume();
    }

    private void keyPressed(KeyEvent event) {
      double step = event.isShiftDown() ? MANY : 1;
      double dx = 0;
      double dy = 0;
      switch (event.getCode()) {
        case LEFT -> dx = -step;
        case RIGHT -> dx = step;
        case UP -> dy = -step;
        case DOWN -> dy = step;
        default -> {
          return;
        }
      }
      Place now = hand.place(point);
      move(new Place(now.x() + dx, now.y() + dy));
      event.consume();
    }

    private void move(Place place) {
      hand.move(point, place);
      layOut();
      changed.run();
    }
  }
}
