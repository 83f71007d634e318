package studio.anycost.app.document;

import java.util.Objects;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.photo.Photo;
import studio.anycost.app.photo.PhotoFile;

/**
 * The photo that a portrait was made from, and the square of it that shows the face.
 *
 * <p>The file stays in memory as long as a document, or an entry of a history, refers to it. Its
 * pixels are not held here: see {@link studio.anycost.app.photo.PhotoCache}.
 *
 * @param file the photo's file, byte for byte
 * @param width of the upright photo as it was decoded; what the alignment is measured in
 * @param height of the upright photo as it was decoded
 * @param alignment the face's square
 */
public record PhotoSource(PhotoFile file, int width, int height, Alignment alignment) {
  /** How often the longer side of the photo the square's side may be. */
  private static final double LARGEST_SQUARE = 4;

  public PhotoSource {
    Objects.requireNonNull(file);
    Objects.requireNonNull(alignment);
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("A photo of " + width + "x" + height + " shows nothing.");
    }
    double longer = Math.max(width, height);
    if (Math.abs(alignment.centreX() - width / 2.0) > longer
        || Math.abs(alignment.centreY() - height / 2.0) > longer
        || alignment.side() > LARGEST_SQUARE * longer) {
      throw new IllegalArgumentException("The square of the face lies too far outside the photo.");
    }
  }

  /** The largest upright square in the middle of a photo: where no face is known. */
  public static PhotoSource of(Photo photo) {
    RgbImage pixels = photo.pixels();
    return new PhotoSource(
        photo.file(),
        pixels.width(),
        pixels.height(),
        Alignment.centred(pixels.width(), pixels.height()));
  }

  /** The same photo with another square. */
  public PhotoSource withAlignment(Alignment square) {
    return new PhotoSource(file, width, height, square);
  }

  /** The square in pixels of this photo at whatever size it was decoded now. */
  public Alignment alignmentIn(RgbImage pixels) {
    double scale = (double) pixels.width() / width;
    return pixels.width() == width
        ? alignment
        : new Alignment(
            alignment.centreX() * scale,
            alignment.centreY() * scale,
            alignment.axisX() * scale,
            alignment.axisY() * scale);
  }
}
