package studio.anycost.plugins.alignment;

import java.util.List;

/**
 * A face as the detector sees it.
 *
 * @param score 0..1
 * @param left of its box, like the others in the units of the picture or of the photo
 * @param points the eye on the left of the picture, the other eye, nose, mouth, ears
 */
record Detection(
    double score, double left, double top, double right, double bottom, List<Place> points) {
  Detection {
    points = List.copyOf(points);
  }

  private double area() {
    return (right - left) * (bottom - top);
  }

  private double shared(Detection other) {
    double across = Math.min(right, other.right) - Math.max(left, other.left);
    double down = Math.min(bottom, other.bottom) - Math.max(top, other.top);
    return Math.max(0, across) * Math.max(0, down);
  }

  /** Intersection over union of the boxes. */
  double overlap(Detection other) {
    double shared = shared(other);
    double union = area() + other.area() - shared;
    return union > 0 ? shared / union : 0;
  }

  /** Intersection over the smaller box. */
  double cover(Detection other) {
    return shared(other) / Math.min(area(), other.area());
  }

  /** Whether the box leaves a picture whose sides are 1. */
  boolean leaves() {
    return left < 0 || top < 0 || right > 1 || bottom > 1;
  }

  /** The same, found in a square that is turned by quarters at the most, as places of the photo. */
  Detection in(Square square) {
    Place one = square.at(left, top);
    Place other = square.at(right, bottom);
    return new Detection(
        score,
        Math.min(one.x(), other.x()),
        Math.min(one.y(), other.y()),
        Math.max(one.x(), other.x()),
        Math.max(one.y(), other.y()),
        points.stream().map(point -> square.at(point.x(), point.y())).toList());
  }

  /** The same in a photo whose pixels are smaller. */
  Detection times(double factor) {
    return new Detection(
        score,
        left * factor,
        top * factor,
        right * factor,
        bottom * factor,
        points.stream().map(point -> point.times(factor)).toList());
  }

  /** A square around the box, larger by a factor and turned. */
  Square around(double factor, double angle) {
    return new Square(
        (left + right) / 2,
        (top + bottom) / 2,
        factor * Math.max(right - left, bottom - top),
        angle);
  }

  /** Where the mesh looks: around the box with room, so that the eyes are level. */
  Square region() {
    Place eyes = points.get(1).minus(points.get(0));
    return around(1.5, Math.atan2(eyes.y(), eyes.x()));
  }
}
