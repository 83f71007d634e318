package studio.anycost.app.fx.portrait;

import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import studio.anycost.api.model.RgbImage;

/** Shows plain pixels as JavaFX images. */
public final class FxImages {
  private FxImages() {}

  /**
   * Copies the pixels once: the pipelines upload from an array of their own, and the image itself
   * stays immutable. Opaque pixels are the same with and without premultiplied alpha.
   */
  public static Image of(RgbImage image) {
    return wrap(image.width(), image.height(), image.toArray());
  }

  /** Shows an array of opaque pixels without a copy: the caller must not touch it again. */
  public static Image wrap(int width, int height, int[] argb) {
    return new WritableImage(
        new PixelBuffer<>(
            width, height, IntBuffer.wrap(argb), PixelFormat.getIntArgbPreInstance()));
  }
}
