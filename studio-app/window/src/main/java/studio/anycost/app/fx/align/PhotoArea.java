package studio.anycost.app.fx.align;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
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
import studio.anycost.app.fx.portrait.Viewport;
import studio.anycost.app.fx.portrait.Zoomable;
import studio.anycost.app.fx.words.Texts;

/**
 * The photo with four handles, the square that follows from them, and the squares of the faces that
 * were found. Handles are dragged, or moved by the arrow keys; the wheel and two fingers zoom,
 * dragging beside the handles moves the photo. JavaFX thread only.
 */
final class PhotoArea extends Pane implements Zoomable {
  private static final double WHEEL_STEP = 1.0015;
  private static final double BUTTON_STEP = 1.25;
  private static final double MANY = 10;

  /** A handle that the keys move stays this far inside. */
  private static final double INSIDE = 40;

  private final HandAlignment hand;
  private final Runnable changed;
  private final Consumer<Face> chosen;
  private final Runnable tooCoarse;
  private final ImageView picture = new ImageView();
  private final Pane marks = new Pane();
  private final Polygon square = new Polygon();
  private final Loupe loupe = new Loupe();
  private final Map<Point, Handle> handles = new EnumMap<>(Point.class);
  private final ReadOnlyObjectWrapper<Viewport> viewport;
  private LoupeCorner corner = LoupeCorner.TOP_LEFT;
  private double dragX;
  private double dragY;
  private double left;
  private double top;
  private double scale = 1;

  /** Pixels of the decoded photo for one of the document's. */
  private double photoScale = 1;

  private Handle looked;

  /** Whether the face has been brought into the view that there is room for by now. */
  private boolean begun;

  /**
   * @param changed runs after the person moved something
   * @param chosen takes a face whose square was clicked
   * @param tooCoarse runs whenever the picture is shown larger than it is
   */
  PhotoArea(HandAlignment hand, Runnable changed, Consumer<Face> chosen, Runnable tooCoarse) {
    this.hand = hand;
    this.changed = changed;
    this.chosen = chosen;
    this.tooCoarse = tooCoarse;
    viewport =
        new ReadOnlyObjectWrapper<>(Viewport.initial(1).withSize(hand.width(), hand.height()));
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
    markFaces();
    addEventHandler(ScrollEvent.SCROLL, this::scrolled);
    addEventHandler(ZoomEvent.ZOOM, this::pinched);
    addEventHandler(
        MouseEvent.MOUSE_PRESSED,
        event -> {
          dragX = event.getX();
          dragY = event.getY();
        });
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::pan);
    addEventHandler(MouseEvent.MOUSE_RELEASED, event -> setCursor(Cursor.DEFAULT));
    addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        event -> {
          if (event.getClickCount() == 2 && event.isStillSincePress()) {
            fit();
          }
        });
  }

  private void scrolled(ScrollEvent event) {
    if (!event.isInertia() && event.getDeltaY() != 0) {
      double factor = Math.pow(WHEEL_STEP, event.getDeltaY() * 2);
      change(view -> view.zoomedAround(event.getX(), event.getY(), factor));
      event.consume();
    }
  }

  private void pinched(ZoomEvent event) {
    change(view -> view.zoomedAround(event.getX(), event.getY(), event.getZoomFactor()));
    event.consume();
  }

  private void pan(MouseEvent event) {
    if (event.getButton() == MouseButton.SECONDARY || event.isStillSincePress()) {
      return;
    }
    setCursor(Cursor.CLOSED_HAND);
    double dx = event.getX() - dragX;
    double dy = event.getY() - dragY;
    dragX = event.getX();
    dragY = event.getY();
    change(view -> view.panned(dx, dy));
  }

  private void change(UnaryOperator<Viewport> operator) {
    viewport.set(operator.apply(viewport.get()));
    layOut();
  }

  @Override
  public void zoomIn() {
    change(view -> view.zoomedAround(getWidth() / 2, getHeight() / 2, BUTTON_STEP));
  }

  @Override
  public void zoomOut() {
    change(view -> view.zoomedAround(getWidth() / 2, getHeight() / 2, 1 / BUTTON_STEP));
  }

  @Override
  public void fit() {
    change(Viewport::fit);
  }

  /** Brings the face close: of a small one in a large photo the handles would lie on each other. */
  void showFace() {
    change(view -> view.onto(face()));
  }

  /** Whether the face is seen larger than in the whole photo. */
  boolean isFaceCloser() {
    return !viewport.get().onto(face()).fitting();
  }

  /** What the square of the face covers, upright, in pixels of the photo. */
  private Rectangle2D face() {
    List<Place> corners = hand.corners(hand.source().alignment());
    double left = corners.stream().mapToDouble(Place::x).min().orElseThrow();
    double right = corners.stream().mapToDouble(Place::x).max().orElseThrow();
    double top = corners.stream().mapToDouble(Place::y).min().orElseThrow();
    double bottom = corners.stream().mapToDouble(Place::y).max().orElseThrow();
    return new Rectangle2D(left, top, right - left, bottom - top);
  }

  @Override
  public void zoomTo(double factor) {
    change(view -> view.withScale(factor / screenScale()));
  }

  @Override
  public double zoom() {
    return viewport.get().effectiveScale() * screenScale();
  }

  @Override
  public ReadOnlyObjectProperty<Viewport> viewportProperty() {
    return viewport.getReadOnlyProperty();
  }

  private double screenScale() {
    return getScene() == null || getScene().getWindow() == null
        ? 1
        : getScene().getWindow().getOutputScaleX();
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

  /** Shows the same picture with more pixels. */
  void sharpen(Image larger) {
    picture.setImage(larger);
  }

  /** Shows no picture until the next one is there: this one lies another way. */
  void clear() {
    picture.setImage(null);
    lookAway();
    viewport.set(viewport.get().withSize(hand.width(), hand.height()).fit());
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
      mark.setAccessibleText(Texts.of("align.photoArea.faceClickToTake", i + 1));
      // That of the face at hand would take the handles back that were moved inside it.
      mark.setMouseTransparent(face.alignment().equals(hand.source().alignment()));
      mark.setOnMouseClicked(
          event -> {
            if (event.isStillSincePress()) {
              chosen.accept(face);
              event.consume();
            }
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
    Viewport now = viewport.get();
    if (now.width() != getWidth() || now.height() != getHeight()) {
      now = now.resized(getWidth(), getHeight());
      if (!begun && getWidth() > 0 && getHeight() > 0) {
        begun = true;
        now = now.onto(face());
      }
      viewport.set(now);
    }
    Rectangle2D place = now.picture();
    scale = now.effectiveScale();
    left = Math.round(place.getMinX());
    top = Math.round(place.getMinY());
    picture.setFitWidth(place.getWidth());
    picture.setFitHeight(place.getHeight());
    picture.relocate(left, top);
    Image image = picture.getImage();
    if (image != null && place.getWidth() * screenScale() > image.getWidth()) {
      tooCoarse.run();
    }
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

  /** Shows a place in the magnifier, in a corner that it does not lie in. */
  private void look(Handle handle) {
    looked = handle;
    Place place = hand.place(handle.point);
    loupe.look(new Place(photoScale * place.x(), photoScale * place.y()), scale / photoScale);
    corner =
        corner.next(
            getWidth(),
            getHeight(),
            seen(place),
            Stream.of(Point.values()).map(each -> seen(hand.place(each))).toList());
    Point2D at = corner.place(getWidth(), getHeight());
    loupe.relocate(at.getX(), at.getY());
    loupe.setVisible(true);
  }

  private Point2D seen(Place place) {
    return new Point2D(left + scale * place.x(), top + scale * place.y());
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
      setAccessibleText(Texts.of("align.photoArea.arrowKeysMoveIt", point.label()));
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
      setOnMouseReleased(this::released);
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
      // Outwards, where no other handle lies.
      boolean atLeft = point == Point.LEFT_EYE || point == Point.LEFT_MOUTH;
      label.relocate(atLeft ? -label.getWidth() - 2 : size + 2, (size - label.getHeight()) / 2);
    }

    /** The handle does not jump to the pointer: it is grabbed where it is. */
    private void pressed(MouseEvent event) {
      requestFocus();
      hand.grab();
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

    private void released(MouseEvent event) {
      if (event.isStillSincePress()) {
        event.consume();
      } else {
        dragged(event); // the last move may come with the release alone
      }
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
      hand.grab();
      move(new Place(now.x() + dx, now.y() + dy));
      reveal();
      event.consume();
    }

    /** Who moves by keys does not lose the handle at the edge. */
    private void reveal() {
      Point2D at = seen(hand.place(point));
      double right = inside(at.getX(), PhotoArea.this.getWidth());
      double down = inside(at.getY(), PhotoArea.this.getHeight());
      if (right != 0 || down != 0) {
        change(view -> view.panned(right, down));
      }
    }

    private static double inside(double at, double size) {
      return at < INSIDE ? INSIDE - at : Math.min(0, size - INSIDE - at);
    }

    private void move(Place place) {
      hand.move(point, place);
      layOut();
      changed.run();
    }
  }
}
