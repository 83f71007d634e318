package studio.anycost.app.fx.portrait;

import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.ImageView;
import javafx.scene.shape.Rectangle;
import studio.anycost.app.image.ScreenPicture;

/** One picture, drawn into a rectangle of the view and cut to a part of it. */
final class PictureLayer {
  private final ImageView view = new ImageView();
  private final Rectangle clip = new Rectangle();
  private Optional<ScreenPicture> picture = Optional.empty();
  private boolean pixels;

  PictureLayer(String id) {
    view.setId(id);
    view.setSmooth(true);
    view.setManaged(false);
    view.setMouseTransparent(true);
    view.setClip(clip);
  }

  ImageView node() {
    return view;
  }

  Optional<ScreenPicture> picture() {
    return picture;
  }

  /** Shows a picture; the same picture again costs nothing. */
  void show(Optional<ScreenPicture> next) {
    if (next.isPresent() && picture.isPresent() && next.get() == picture.get()) {
      return;
    }
    picture = next;
    draw();
  }

  /** Shows the pixels themselves, enlarged, instead of a smooth picture, or that again. */
  void showPixels(boolean wanted) {
    pixels = wanted;
    draw();
  }

  private void draw() {
    view.setImage(
        picture.map(each -> pixels ? each.pixelated() : each).map(FxImages::of).orElse(null));
  }

  /**
   * @param place of the whole picture, view coordinates
   * @param from fraction of the width where the visible part starts
   * @param to fraction of the width where it ends
   */
  void layOut(Rectangle2D place, double from, double to) {
    view.setFitWidth(place.getWidth());
    view.setFitHeight(place.getHeight());
    view.setX(place.getMinX());
    view.setY(place.getMinY());
    clip.setX(place.getMinX() + from * place.getWidth());
    clip.setY(place.getMinY());
    clip.setWidth((to - from) * place.getWidth());
    clip.setHeight(place.getHeight());
  }
}
