package studio.anycost.plugins.alignment;

/** A place of a photo, in pixels. */
record Place(double x, double y) {
  Place plus(Place other) {
    return new Place(x + other.x, y + other.y);
  }

  Place minus(Place other) {
    return new Place(x - other.x, y - other.y);
  }

  Place times(double factor) {
    return new Place(factor * x, factor * y);
  }

  double length() {
    return Math.hypot(x, y);
  }
}
