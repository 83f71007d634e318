package studio.anycost.app.fx.align;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.FacePoints;
import studio.anycost.api.model.FacePoints.Place;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.photo.QuarterTurn;

/**
 * Four places that are moved on a photo, and what follows from them. Places go in and out as they
 * are on the photo as it is turned now; the document keeps them on the photo as it was read.
 *
 * <p>Whatever a person does can be taken back until it is handed over; what is found in the photo
 * meanwhile stays.
 */
final class HandAlignment {
  /** The places that can be moved. */
  enum Point {
    LEFT_EYE(Texts.of("align.handAlignment.leftEye")),
    RIGHT_EYE(Texts.of("align.handAlignment.rightEye")),
    LEFT_MOUTH(Texts.of("align.handAlignment.leftCornerOfThe")),
    RIGHT_MOUTH(Texts.of("align.handAlignment.rightCornerOfThe"));

    private final String label;

    Point(String label) {
      this.label = label;
    }

    /** For people, as the face is seen on the screen. */
    String label() {
      return label;
    }
  }

  /** Fewer pixels of a photo show nothing, a side. */
  private static final double SMALLEST = 16;

  private final PhotoSource start;
  private final Deque<State> done = new ArrayDeque<>();
  private final Deque<State> undone = new ArrayDeque<>();
  private PhotoSource source;
  private FacePoints points;
  private boolean moved;
  private boolean grabbed = true;

  private record State(PhotoSource source, FacePoints points, boolean moved) {}

  /**
   * @param source the photo; its square is where the handles begin
   */
  HandAlignment(PhotoSource source) {
    this.start = source;
    this.source = source;
    this.points = pointsOf(source);
  }

  /** Eyes and mouth where they were found; else where they usually are in the square. */
  private static FacePoints pointsOf(PhotoSource source) {
    return source
        .face()
        .flatMap(Face::points)
        .orElseGet(() -> FacePoints.usualIn(source.alignment()));
  }

  /** The photo as it is turned now, with the faces that were found in it. */
  PhotoSource source() {
    return source;
  }

  /** Width of the photo as it is turned now. */
  int width() {
    return source.turn().width(source.width(), source.height());
  }

  /** Height of the photo as it is turned now. */
  int height() {
    return source.turn().height(source.width(), source.height());
  }

  /** Where a point is on the photo as it is turned now. */
  Place place(Point point) {
    return seen(
        switch (point) {
          case LEFT_EYE -> points.leftEye();
          case RIGHT_EYE -> points.rightEye();
          case LEFT_MOUTH -> points.leftMouth();
          case RIGHT_MOUTH -> points.rightMouth();
        });
  }

  /** Begins a move: all that follows until the next one is taken back at once. */
  void grab() {
    grabbed = true;
  }

  /** Moves a point; it stays on the photo. */
  void move(Point point, Place to) {
    Place inside =
        new Place(Math.max(0, Math.min(width(), to.x())), Math.max(0, Math.min(height(), to.y())));
    if (inside.equals(place(point))) {
      return;
    }
    Place place = source.turn().back(inside, source.width(), source.height());
    if (grabbed) {
      remember();
      grabbed = false;
    }
    undone.clear();
    moved = true;
    points =
        switch (point) {
          case LEFT_EYE ->
              new FacePoints(place, points.rightEye(), points.leftMouth(), points.rightMouth());
          case RIGHT_EYE ->
              new FacePoints(points.leftEye(), place, points.leftMouth(), points.rightMouth());
          case LEFT_MOUTH ->
              new FacePoints(points.leftEye(), points.rightEye(), place, points.rightMouth());
          case RIGHT_MOUTH ->
              new FacePoints(points.leftEye(), points.rightEye(), points.leftMouth(), place);
        };
  }

  /**
   * Turns the photo. Handles that lie on something, because a hand or a search put them there, turn
   * with it; else they go to the middle.
   */
  void turn(QuarterTurn turn) {
    change();
    boolean placed = isPlaced();
    source = source.turned(turn);
    if (!placed) {
      points = pointsOf(source);
    }
  }

  /**
   * Takes the faces that were found in the photo as it is turned now. The handles go to the one
   * that is nearest to where they were put, else to the most prominent one; where a hand has moved
   * them they stay.
   */
  void found(List<Face> faces) {
    Optional<Face> wanted =
        moved || faces.isEmpty()
            ? Optional.empty()
            : Optional.of(isPlaced() ? nearest(faces) : faces.get(0));
    source = source.withFaces(faces);
    wanted.ifPresent(this::take);
  }

  /** Whether the handles lie where a hand or a search put them, not just in the middle. */
  private boolean isPlaced() {
    return moved
        || source.face().isPresent()
        || !points.equals(FacePoints.usualIn(source.alignment()));
  }

  private Face nearest(List<Face> faces) {
    Place now = middle(points.leftEye(), points.rightMouth());
    return faces.stream()
        .min(
            Comparator.comparingDouble(
                face ->
                    Math.hypot(
                        face.alignment().centreX() - now.x(),
                        face.alignment().centreY() - now.y())))
        .orElseThrow();
  }

  /** Moves the handles to a face that was found. */
  void choose(Face face) {
    change();
    take(face);
  }

  private void take(Face face) {
    source = source.withAlignment(face.alignment());
    points = pointsOf(source);
    moved = false;
  }

  /** As it was at the beginning. */
  void reset() {
    change();
    source = start;
    points = pointsOf(start);
    moved = false;
  }

  private void change() {
    remember();
    undone.clear();
    grabbed = true;
  }

  private void remember() {
    done.push(now());
  }

  private State now() {
    return new State(source, points, moved);
  }

  boolean canUndo() {
    return !done.isEmpty();
  }

  boolean canRedo() {
    return !undone.isEmpty();
  }

  void undo() {
    undone.push(now());
    goTo(done.pop());
  }

  void redo() {
    done.push(now());
    goTo(undone.pop());
  }

  private void goTo(State state) {
    source = state.source();
    points = state.points();
    moved = state.moved();
    grabbed = true;
  }

  /** Whether there is anything to go back from. */
  boolean isChanged() {
    return moved || !source.equals(start);
  }

  /** The corners of a square on the photo as it is turned now, around it. */
  List<Place> corners(Alignment square) {
    double x = square.centreX();
    double y = square.centreY();
    double a = square.axisX();
    double b = square.axisY();
    return List.of(
        seen(new Place(x - a + b, y - b - a)),
        seen(new Place(x + a + b, y + b - a)),
        seen(new Place(x + a - b, y + b + a)),
        seen(new Place(x - a - b, y - b + a)));
  }

  private Place seen(Place place) {
    return source.turn().there(place, source.width(), source.height());
  }

  /**
   * What becomes of the photo; empty if no square follows from the points, see {@link #problem}.
   */
  Optional<PhotoSource> result() {
    if (!moved && source.face().isPresent()) {
      return Optional.of(source);
    }
    return problem().isPresent()
        ? Optional.empty()
        : Optional.of(source.withFaceByHand(Face.of(points, 1)));
  }

  /** Why no square follows from the points, for people; empty if one does. */
  Optional<String> problem() {
    Place across = minus(points.rightEye(), points.leftEye());
    Place mouth = middle(points.leftMouth(), points.rightMouth());
    Place down = minus(mouth, middle(points.leftEye(), points.rightEye()));
    // Seen from the front, the mouth lies to the right of the way from left to right eye.
    if (across.x() * down.y() - across.y() * down.x() <= 0) {
      return Optional.of(Texts.of("align.handAlignment.theLeftEyeBelongs"));
    }
    try {
      Alignment square = points.alignment();
      if (square.side() < SMALLEST) {
        return Optional.of(Texts.of("align.handAlignment.theHandlesLieToo"));
      }
      source.withAlignment(square);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static Place minus(Place one, Place other) {
    return new Place(one.x() - other.x(), one.y() - other.y());
  }

  private static Place middle(Place one, Place other) {
    return new Place((one.x() + other.x()) / 2, (one.y() + other.y()) / 2);
  }
}
