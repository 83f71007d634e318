package studio.anycost.app.preview;

import java.io.IOException;
import java.util.Optional;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.document.Thumbnail;
import studio.anycost.app.image.PictureWriter;
import studio.anycost.app.photo.PhotoException;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.photo.PhotoLimits;
import studio.anycost.app.photo.PhotoReader;

/** Thumbnails as pixels. Safe to use from any thread. */
public final class ThumbnailPictures {
  private static final int SIDE = 256;
  private static final double QUALITY = 0.8;

  private final PhotoReader reader =
      new PhotoReader(new PhotoLimits(SIDE, SIDE * SIDE, SIDE * SIDE, SIDE * SIDE));

  /**
   * Encodes a small picture.
   *
   * @throws IllegalArgumentException if it takes more bytes than a thumbnail has
   */
  public static Thumbnail of(RgbImage picture) throws IOException {
    return Thumbnail.of(PictureWriter.jpeg(picture, QUALITY));
  }

  /** Decodes what may come out of anybody's file; empty if it is no small picture. */
  public Optional<RgbImage> read(Thumbnail thumbnail) {
    try {
      return Optional.of(reader.decode(PhotoFile.wrap("thumbnail", thumbnail.bytes())).pixels());
    } catch (PhotoException e) {
      return Optional.empty();
    }
  }
}
