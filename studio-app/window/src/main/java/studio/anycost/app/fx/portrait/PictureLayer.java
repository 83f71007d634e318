package studio.anycost.app.fx.portrait;

import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.ImageView;
import javafx.scene.shape.Rectangle;
import studio.anycost.api.model.RgbImage;

/** One picture, drawn into a rectangle of the view and cut to a part of it. */
final class PictureLayer {
  /** Enlarged in software up to this side; the graphics pipeline does the rest. */
  private static final int SMOOTH_SIDE = 512;

  private final ImageView view = new ImageView();
  private final Rectangle clip = new Rectangle();
  private Optional<RgbImage> picture = Optional.empty();

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

  Optional<RgbImage> picture() {
    return picture;
  }

  /** Shows a picture; the same picture again costs nothing. */
  void show(Optional<RgbImage> next) {
    if (next.isPresent() && picture.isPresent() && next.get() == picture.get()) {
      return;
    }
    picture = next;
    view.setImage(
        next.map(
                image -> {
                  int factor = Math.max(1, SMOOTH_SIDE / Math.max(image.width(), image.height()));
                  return FxImages.wrap(
                      image.width() * factor,
                      image.height() * factor,
                      Enlarger.enlarge(image, factor));
                })
            .orElse(null));
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
