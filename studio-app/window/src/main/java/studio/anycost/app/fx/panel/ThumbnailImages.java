package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import javafx.scene.image.Image;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Thumbnail;
import studio.anycost.app.fx.portrait.FxImages;
import studio.anycost.app.fx.state.ThumbnailState;
import studio.anycost.app.image.ScreenPicture;
import studio.anycost.app.preview.ThumbnailPictures;

/** Thumbnails as images, decoded when they are looked at. JavaFX thread only. */
public final class ThumbnailImages {
  private final ThumbnailState thumbnails;
  private final ThumbnailPictures reader = new ThumbnailPictures();
  private final Map<Thumbnail, Optional<Image>> decoded = new WeakHashMap<>();

  @Inject
  ThumbnailImages(ThumbnailState thumbnails) {
    this.thumbnails = thumbnails;
  }

  /** The small picture of a portrait, if there is one yet; null shows nothing. */
  Image of(PortraitDocument portrait) {
    return thumbnails
        .of(portrait)
        .flatMap(
            thumbnail ->
                decoded.computeIfAbsent(
                    thumbnail,
                    each ->
                        reader
                            .read(each)
                            .map(pixels -> FxImages.of(ScreenPicture.of(pixels, pixels.width())))))
        .orElse(null);
  }
}
