package studio.anycost.app.fx.portrait;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.Rectangle2D;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import studio.anycost.app.fx.parameter.PicturePoint;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.image.ScreenPicture;

/**
 * The picture with zoom and pan, and the unedited picture beside or instead of it. Knows pixels and
 * gestures alone; what is to be seen is handed in. JavaFX thread only.
 */
public final class PortraitPane extends Region implements Zoomable {
  private static final double WHEEL_STEP = 1.0015;
  private static final double BUTTON_STEP = 1.25;
  private static final double DIMMED = 0.45;

  private final PictureLayer after = new PictureLayer("portrait-after");
  private final PictureLayer before = new PictureLayer("portrait-before");
  private final Region shadow = new Region();
  private final SplitLine splitLine;
  private final Label tag = new Label(Texts.of("portrait.portraitPane.before"));
  private final PointLayer points = new PointLayer();
  private final ReadOnlyObjectWrapper<Viewport> viewport =
      new ReadOnlyObjectWrapper<>(Viewport.initial(1));
  private final BooleanProperty split = new SimpleBooleanProperty();
  private final BooleanProperty holdBefore = new SimpleBooleanProperty();
  private final DoubleProperty splitAt = new SimpleDoubleProperty(0.5);
  private final BooleanProperty dimmed = new SimpleBooleanProperty();
  private final BooleanProperty pixels = new SimpleBooleanProperty();
  private final BooleanProperty unedited = new SimpleBooleanProperty();
  private final Label same = new Label(Texts.of("portrait.portraitPane.nothingIsEditedBoth"));
  private double pressX;
  private double pressY;

  private Optional<Viewport> wanted = Optional.empty();

  public PortraitPane() {
    setId("portrait");
    getStyleClass().add("portrait");
    setMinSize(200, 200);
    splitLine = new SplitLine(splitAt::set);
    same.setId("portrait-same");
    same.getStyleClass().add("picture-tag");
    same.setManaged(false);
    same.setMouseTransparent(true);
    same.setVisible(false);
    shadow.getStyleClass().add("picture-shadow");
    shadow.setManaged(false);
    shadow.setMouseTransparent(true);
    tag.setId("portrait-unedited");
    tag.getStyleClass().add("picture-tag");
    tag.setManaged(false);
    tag.setMouseTransparent(true);
    tag.setVisible(false);
    getChildren().addAll(shadow, after.node(), before.node(), splitLine, tag, same, points);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    split.addListener(observable -> requestLayout());
    holdBefore.addListener(observable -> requestLayout());
    dimmed.addListener((observable, old, now) -> after.node().setOpacity(now ? DIMMED : 1));
    splitAt.addListener(observable -> requestLayout());
    unedited.addListener(observable -> requestLayout());
    pixels.addListener(
        (observable, old, now) -> {
          after.showPixels(now);
          before.showPixels(now);
        });
    viewport.addListener(observable -> requestLayout());
    addEventHandler(ScrollEvent.SCROLL, this::scrolled);
    addEventHandler(ZoomEvent.ZOOM, this::pinched);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    addEventHandler(MouseEvent.MOUSE_RELEASED, event -> setCursor(Cursor.DEFAULT));
    addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
  }

  /**
   * Shows a rendered face.
   *
   * @param picture of any sub-generator
   * @param fullSide pixels of the full generator, which zoom is measured in
   */
  public void showAfter(ScreenPicture picture, int fullSide) {
    showAfter(picture, fullSide, fullSide);
  }

  /** Shows a part of the next picture, if it has the same size as that it was a part of. */
  public void returnTo(Viewport place) {
    wanted = Optional.of(place);
  }

  /**
   * Shows a picture of any shape.
   *
   * @param across pixels that zoom is measured in; the picture may have fewer
   * @param down the same from top to bottom
   */
  public void showAfter(ScreenPicture picture, int across, int down) {
    viewport.set(viewport.get().withSize(across, down));
    wanted.ifPresent(place -> viewport.set(viewport.get().like(place)));
    wanted = Optional.empty();
    after.show(Optional.of(picture));
    requestLayout();
  }

  /** Shows the unedited face where before is asked for; nothing leaves the edited one there. */
  public void showBefore(Optional<ScreenPicture> picture) {
    before.show(picture);
    requestLayout();
  }

  /** Puts handles for these points on the picture, instead of those before. */
  public void showPoints(List<? extends PicturePoint> shown) {
    points.show(shown);
  }

  /** Takes the pictures away. */
  public void clear() {
    after.show(Optional.empty());
    before.show(Optional.empty());
    requestLayout();
  }

  /** Whether there is no picture. */
  public boolean isEmpty() {
    return after.picture().isEmpty();
  }

  /** Whether the draggable line is shown. */
  public BooleanProperty splitProperty() {
    return split;
  }

  /** Place of the line, 0 (left) .. 1 (right) of the picture. */
  public DoubleProperty splitAtProperty() {
    return splitAt;
  }

  /** Whether each pixel that was rendered is seen as a square, and not smoothed. */
  public BooleanProperty pixelsProperty() {
    return pixels;
  }

  /** Whether there is nothing to see beside the line but twice the same. */
  public BooleanProperty uneditedProperty() {
    return unedited;
  }

  /** Whether the picture steps back behind what is said about it. */
  public BooleanProperty dimmedProperty() {
    return dimmed;
  }

  /** Whether the unedited face covers the edited one, as long as a key or button is held. */
  public BooleanProperty holdBeforeProperty() {
    return holdBefore;
  }

  @Override
  public ReadOnlyObjectProperty<Viewport> viewportProperty() {
    return viewport.getReadOnlyProperty();
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

  @Override
  public void zoomTo(double factor) {
    change(view -> view.withScale(factor / screenScale()));
  }

  @Override
  public double zoom() {
    return viewport.get().effectiveScale() * screenScale();
  }

  private double screenScale() {
    return getScene() == null || getScene().getWindow() == null
        ? 1
        : getScene().getWindow().getOutputScaleX();
  }

  private void change(UnaryOperator<Viewport> operator) {
    viewport.set(operator.apply(viewport.get()));
  }

  private void scrolled(ScrollEvent event) {
    if (event.isInertia() || event.getDeltaY() == 0) {
      return;
    }
    double factor = Math.pow(WHEEL_STEP, event.getDeltaY() * 2);
    change(view -> view.zoomedAround(event.getX(), event.getY(), factor));
    event.consume();
  }

  private void pinched(ZoomEvent event) {
    change(view -> view.zoomedAround(event.getX(), event.getY(), event.getZoomFactor()));
    event.consume();
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    pressX = event.getX();
    pressY = event.getY();
  }

  private void dragged(MouseEvent event) {
    // With the key the picture is dragged out of the window.
    if (event.getButton() == MouseButton.SECONDARY
        || event.isShortcutDown()
        || event.isStillSincePress()) {
      return;
    }
    setCursor(Cursor.CLOSED_HAND);
    double dx = event.getX() - pressX;
    double dy = event.getY() - pressY;
    pressX = event.getX();
    pressY = event.getY();
    change(view -> view.panned(dx, dy));
  }

  private void clicked(MouseEvent event) {
    if (event.getClickCount() == 2 && event.isStillSincePress()) {
      fit();
    }
  }

  @Override
  protected void layoutChildren() {
    Viewport now = viewport.get();
    if (now.width() != getWidth() || now.height() != getHeight()) {
      now = now.resized(getWidth(), getHeight());
      viewport.set(now);
    }
    Rectangle2D place = snapped(now.picture());
    boolean hasPicture = after.picture().isPresent();
    boolean hasBefore = before.picture().isPresent();
    boolean splitting = split.get() && hasPicture && !holdBefore.get() && !dimmed.get();
    double covered = !hasBefore ? 0 : holdBefore.get() ? 1 : splitting ? splitAt.get() : 0;
    after.layOut(place, covered, 1);
    before.layOut(place, 0, covered);
    splitLine.setVisible(splitting);
    splitLine.layOut(place, splitAt.get(), getWidth(), getHeight());
    tag.setVisible(hasBefore && holdBefore.get());
    same.setVisible(splitting && unedited.get());
    same.autosize();
    same.relocate(
        Math.round((getWidth() - same.getWidth()) / 2),
        Math.min(getHeight(), place.getMaxY()) - same.getHeight() - SplitLine.INSET);
    tag.autosize();
    tag.relocate(
        Math.max(0, place.getMinX()) + SplitLine.INSET,
        Math.max(0, place.getMinY()) + SplitLine.INSET);
    points.setVisible(hasPicture && !holdBefore.get());
    points.layOut(place);
    shadow.setVisible(hasPicture);
    shadow.resizeRelocate(place.getMinX(), place.getMinY(), place.getWidth(), place.getHeight());
  }

  private Rectangle2D snapped(Rectangle2D place) {
    double x = snapPositionX(place.getMinX());
    double y = snapPositionY(place.getMinY());
    return new Rectangle2D(x, y, snapSizeX(place.getWidth()), snapSizeY(place.getHeight()));
  }
}
