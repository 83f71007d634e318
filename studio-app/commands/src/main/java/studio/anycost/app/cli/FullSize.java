package studio.anycost.app.cli;

import java.util.Optional;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.FacePoints;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.photo.Photo;
import studio.anycost.app.photo.PhotoException;
import studio.anycost.app.photo.PhotoLimits;
import studio.anycost.app.photo.PhotoReader;

/**
 * A photo at its own size: large ones are looked at with fewer pixels. For one thread.
 *
 * <p>Holds all its pixels from the moment when they are asked for.
 */
final class FullSize {
  private final Photo photo;
  private final PhotoSource source;
  private final PhotoReader reader;
  private Optional<RgbImage> pixels = Optional.empty();
  private Optional<String> remark = Optional.empty();

  FullSize(Photo photo, PhotoSource source) {
    this(photo, source, new PhotoReader(PhotoLimits.WHOLE));
  }

  /**
   * @param photo as it was looked at
   * @param source what faces of it are measured in
   * @param reader reads it at its own size
   */
  FullSize(Photo photo, PhotoSource source, PhotoReader reader) {
    this.photo = photo;
    this.source = source;
    this.reader = reader;
  }

  /** A face of the photo, in the photo's own pixels. */
  Face own(Face face) {
    double scale = (double) photo.width() / source.width();
    Alignment square = face.alignment();
    return scale == 1
        ? face
        : new Face(
            new Alignment(
                square.centreX() * scale,
                square.centreY() * scale,
                square.axisX() * scale,
                square.axisY() * scale),
            face.confidence(),
            face.points()
                .map(
                    points ->
                        points.map(
                            place -> new FacePoints.Place(place.x() * scale, place.y() * scale))));
  }

  /** The square of a face in {@link #pixels}. */
  Alignment alignment(Face face) {
    return source.withAlignment(face.alignment()).alignmentIn(pixels());
  }

  /** All pixels of the photo; those that it was looked at with if there is no room for more. */
  RgbImage pixels() {
    if (pixels.isEmpty()) {
      pixels = Optional.of(read());
    }
    return pixels.get();
  }

  private RgbImage read() {
    RgbImage seen = photo.pixels();
    if (!photo.isReduced()) {
      return seen;
    }
    try {
      return reader.decode(photo.file()).pixels();
    } catch (PhotoException e) {
      remark =
          Optional.of(
              String.format(
                  "%s: cut from %d x %d of its %d x %d pixels, because there is not enough memory for"
                      + " all of them.",
                  photo.name(), seen.width(), seen.height(), photo.width(), photo.height()));
      return seen;
    }
  }

  /** A sentence if {@link #pixels} are not all. */
  Optional<String> remark() {
    return remark;
  }
}
