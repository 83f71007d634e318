package studio.anycost.app.engine;

import java.io.IOException;
import java.nio.IntBuffer;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.words.Texts;

/**
 * The part of a photo in which the square of a face lies. The photo around it stays as it is,
 * whatever becomes of the part.
 */
final class PhotoPart {
  private static final int OPAQUE = 0xff000000;

  private final RgbImage photo;
  private final Alignment square;
  private final int left;
  private final int top;
  private final int width;
  private final int height;

  private PhotoPart(RgbImage photo, Alignment square, int left, int top, int right, int bottom) {
    this.photo = photo;
    this.square = square;
    this.left = left;
    this.top = top;
    this.width = right - left;
    this.height = bottom - top;
  }

  /**
   * The smallest upright part of a photo that holds what there is of a square.
   *
   * @throws IOException with a sentence if the square lies outside the photo
   */
  static PhotoPart around(RgbImage photo, Alignment square) throws IOException {
    double reach = Math.abs(square.axisX()) + Math.abs(square.axisY());
    int left = bounded(Math.floor(square.centreX() - reach), photo.width());
    int top = bounded(Math.floor(square.centreY() - reach), photo.height());
    int right = bounded(Math.ceil(square.centreX() + reach), photo.width());
    int bottom = bounded(Math.ceil(square.centreY() + reach), photo.height());
    if (left >= right || top >= bottom) {
      throw new IOException(Texts.of("engine.photoPart.theSquareOfThe"));
    }
    return new PhotoPart(photo, square, left, top, right, bottom);
  }

  private static int bounded(double place, int length) {
    return (int) Math.max(0, Math.min(length, place));
  }

  /** A copy of the part's pixels. */
  RgbImage pixels() {
    int[] part = new int[width * height];
    IntBuffer all = photo.pixels();
    for (int y = 0; y < height; y++) {
      all.get((top + y) * photo.width() + left, part, y * width, width);
    }
    return RgbImage.wrap(width, height, part);
  }

  /** The square in pixels of the part. */
  Alignment alignment() {
    return new Alignment(
        square.centreX() - left, square.centreY() - top, square.axisX(), square.axisY());
  }

  /**
   * The photo with other pixels in the place of the part.
   *
   * @param part of the size of {@link #pixels}
   */
  RgbImage pasted(RgbImage part) {
    int[] whole = photo.toArray();
    int[] line = new int[width];
    IntBuffer pixels = part.pixels();
    for (int y = 0; y < height; y++) {
      pixels.get(y * width, line);
      for (int x = 0; x < width; x++) {
        whole[(top + y) * photo.width() + left + x] = OPAQUE | line[x];
      }
    }
    return RgbImage.wrap(photo.width(), photo.height(), whole);
  }
}
