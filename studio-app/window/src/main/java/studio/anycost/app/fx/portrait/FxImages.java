package studio.anycost.app.fx.portrait;

import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import studio.anycost.app.image.ScreenPicture;

/** Shows plain pixels as JavaFX images. */
public final class FxImages {
  private FxImages() {}

  /**
   * Copies nothing: the pipelines upload from the picture's own array. Opaque pixels are the same
   * with and without premultiplied alpha.
   */
  public static Image of(ScreenPicture picture) {
    return new WritableImage(
        new PixelBuffer<>(
            picture.width(),
            picture.height(),
            IntBuffer.wrap(picture.argb()),
            PixelFormat.getIntArgbPreInstance()));
  }
}
