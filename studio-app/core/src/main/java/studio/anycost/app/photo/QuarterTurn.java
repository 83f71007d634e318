package studio.anycost.app.photo;

import java.util.Optional;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.FacePoints;
import studio.anycost.api.model.RgbImage;

/**
 * How far a photo is turned, clockwise, before anyone looks at it: cameras that lie on their back
 * do not know which way is up. Everything that is known of a photo stays in the pixels of the photo
 * as it was read; this tells where they are in the turned one, and back.
 */
public enum QuarterTurn {
  NONE,
  RIGHT,
  HALF,
  LEFT;

  /** The turn of 0, 90, 180 or 270 degrees clockwise, or of whole turns more; empty for others. */
  public static Optional<QuarterTurn> ofDegrees(int degrees) {
    return degrees % 90 == 0
        ? Optional.of(values()[Math.floorMod(degrees / 90, values().length)])
        : Optional.empty();
  }

  /** Clockwise, 0 to 270. */
  public int degrees() {
    return 90 * ordinal();
  }

  /** This turn, and one to the right. */
  public QuarterTurn right() {
    return plus(1);
  }

  /** This turn, and one to the left. */
  public QuarterTurn left() {
    return plus(3);
  }

  private QuarterTurn plus(int quarters) {
    return values()[(ordinal() + quarters) % values().length];
  }

  private boolean swaps() {
    return this == RIGHT || this == LEFT;
  }

  /** Width of the turned photo. */
  public int width(int width, int height) {
    return swaps() ? height : width;
  }

  /** Height of the turned photo. */
  public int height(int width, int height) {
    return swaps() ? width : height;
  }

  /** The turned photo; the photo itself if it is not turned. */
  public RgbImage apply(RgbImage photo) {
    if (this == NONE) {
      return photo;
    }
    int width = photo.width();
    int height = photo.height();
    int[] turned = new int[width * height];
    int[] row = new int[width];
    int across = width(width, height);
    for (int y = 0; y < height; y++) {
      photo.pixels().get(y * width, row);
      for (int x = 0; x < width; x++) {
        int at =
            switch (this) {
              case NONE -> y * width + x;
              case RIGHT -> x * across + height - 1 - y;
              case HALF -> (height - 1 - y) * width + width - 1 - x;
              case LEFT -> (width - 1 - x) * across + y;
            };
        turned[at] = row[x];
      }
    }
    return RgbImage.wrap(across, height(width, height), turned);
  }

  /**
   * Where a place of the photo is in the turned one.
   *
   * @param width of the photo as it was read
   * @param height of the photo as it was read
   */
  public FacePoints.Place there(FacePoints.Place place, double width, double height) {
    return switch (this) {
      case NONE -> place;
      case RIGHT -> new FacePoints.Place(height - place.y(), place.x());
      case HALF -> new FacePoints.Place(width - place.x(), height - place.y());
      case LEFT -> new FacePoints.Place(place.y(), width - place.x());
    };
  }

  /**
   * Where a place of the turned photo is in the photo as it was read.
   *
   * @param width of the photo as it was read
   * @param height of the photo as it was read
   */
  public FacePoints.Place back(FacePoints.Place place, double width, double height) {
    return switch (this) {
      case NONE -> place;
      case RIGHT -> new FacePoints.Place(place.y(), height - place.x());
      case HALF -> new FacePoints.Place(width - place.x(), height - place.y());
      case LEFT -> new FacePoints.Place(width - place.y(), place.x());
    };
  }

  /** The square of the photo as it was read for one of the turned photo. */
  public Alignment back(Alignment square, double width, double height) {
    FacePoints.Place centre =
        back(new FacePoints.Place(square.centreX(), square.centreY()), width, height);
    FacePoints.Place right =
        back(
            new FacePoints.Place(
                square.centreX() + square.axisX(), square.centreY() + square.axisY()),
            width,
            height);
    return new Alignment(centre.x(), centre.y(), right.x() - centre.x(), right.y() - centre.y());
  }

  /** The face of the photo as it was read for one of the turned photo. */
  public Face back(Face face, double width, double height) {
    return this == NONE
        ? face
        : new Face(
            back(face.alignment(), width, height),
            face.confidence(),
            face.points().map(points -> points.map(place -> back(place, width, height))));
  }
}
