package studio.anycost.app.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.photo.Photo;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.photo.QuarterTurn;
import studio.anycost.app.words.Texts;

/**
 * The photo that a portrait was made from, and the square of it that shows the face.
 *
 * <p>The file stays in memory as long as a document, or an entry of a history, refers to it. Its
 * pixels are not held here: see {@link studio.anycost.app.photo.PhotoCache}.
 *
 * @param file the photo's file, byte for byte
 * @param width of the upright photo as it was decoded; what all squares are measured in
 * @param height of the upright photo as it was decoded
 * @param alignment the face's square
 * @param turn how the photo is turned to look at it and to look for faces
 * @param faces those that were found or placed by hand, the most prominent first
 */
public record PhotoSource(
    PhotoFile file,
    int width,
    int height,
    Alignment alignment,
    QuarterTurn turn,
    List<Face> faces) {
  /** More faces are not kept. */
  public static final int MOST_FACES = 1000;

  /** How often the longer side of the photo the square's side may be. */
  private static final double LARGEST_SQUARE = 4;

  public PhotoSource {
    Objects.requireNonNull(file);
    Objects.requireNonNull(turn);
    faces = List.copyOf(faces);
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("A photo of " + width + "x" + height + " shows nothing.");
    }
    requireNear(alignment, width, height);
    for (Face face : faces) {
      requireNear(face.alignment(), width, height);
    }
    if (faces.size() > MOST_FACES) {
      throw new IllegalArgumentException(Texts.of("document.photoSource.mostFaces", MOST_FACES));
    }
  }

  /** A photo that is not turned, and no faces found yet. */
  public PhotoSource(PhotoFile file, int width, int height, Alignment alignment) {
    this(file, width, height, alignment, QuarterTurn.NONE, List.of());
  }

  private static void requireNear(Alignment square, int width, int height) {
    double longer = Math.max(width, height);
    if (Math.abs(square.centreX() - width / 2.0) > longer
        || Math.abs(square.centreY() - height / 2.0) > longer
        || square.side() > LARGEST_SQUARE * longer) {
      throw new IllegalArgumentException(Texts.of("document.photoSource.squareOutside"));
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
    return new PhotoSource(file, width, height, square, turn, faces);
  }

  /** Another picture of the same shape, whose faces are where they are in this one. */
  public PhotoSource withFile(PhotoFile other) {
    return new PhotoSource(other, width, height, alignment, turn, faces);
  }

  /** The same photo with other faces; the square stays. */
  public PhotoSource withFaces(List<Face> found) {
    return new PhotoSource(file, width, height, alignment, turn, found);
  }

  /**
   * The same photo turned another way: its middle is the square again, upright as it is seen then,
   * and no face is known, because faces are found in the photo as it is seen.
   */
  public PhotoSource turned(QuarterTurn other) {
    Alignment middle = Alignment.centred(other.width(width, height), other.height(width, height));
    return new PhotoSource(
        file, width, height, other.back(middle, width, height), other, List.of());
  }

  /** The known face in the square; empty if the square is none of a known face. */
  public Optional<Face> face() {
    return faces.stream().filter(face -> face.alignment().equals(alignment)).findFirst();
  }

  /**
   * The same photo with a face that was placed by hand as its square. It takes the place of the
   * face that was the square before; if none was, it comes first.
   */
  public PhotoSource withFaceByHand(Face placed) {
    List<Face> next = new ArrayList<>(faces);
    Optional<Face> before = face();
    if (before.isPresent()) {
      next.set(next.indexOf(before.get()), placed);
    } else {
      next.add(0, placed);
    }
    return new PhotoSource(
        file,
        width,
        height,
        placed.alignment(),
        turn,
        next.subList(0, Math.min(MOST_FACES, next.size())));
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
