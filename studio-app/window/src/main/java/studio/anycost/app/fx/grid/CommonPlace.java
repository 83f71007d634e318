package studio.anycost.app.fx.grid;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Rectangle2D;

/**
 * The part of a square picture that all pictures beside each other show, so that they are zoomed
 * and moved as one. In fractions of the side. JavaFX thread only.
 */
final class CommonPlace {
  private static final double MOST = 16;
  private static final Rectangle2D ALL = new Rectangle2D(0, 0, 1, 1);

  private final ReadOnlyObjectWrapper<Rectangle2D> place = new ReadOnlyObjectWrapper<>(ALL);

  ReadOnlyObjectProperty<Rectangle2D> property() {
    return place.getReadOnlyProperty();
  }

  /** Shows everything. */
  void reset() {
    place.set(ALL);
  }

  /**
   * Zooms in (above 1) or out and keeps the point that lies at {@code (x, y)} of what is shown, in
   * fractions, where it is.
   */
  void zoom(double x, double y, double factor) {
    Rectangle2D now = place.get();
    double side = Math.max(1 / MOST, Math.min(1, now.getWidth() / factor));
    place.set(
        within(
            now.getMinX() + x * (now.getWidth() - side),
            now.getMinY() + y * (now.getHeight() - side),
            side));
  }

  /** Moves the pictures by fractions of what is shown. */
  void pan(double dx, double dy) {
    Rectangle2D now = place.get();
    place.set(
        within(
            now.getMinX() - dx * now.getWidth(),
            now.getMinY() - dy * now.getHeight(),
            now.getWidth()));
  }

  private static Rectangle2D within(double x, double y, double side) {
    return new Rectangle2D(
        Math.max(0, Math.min(1 - side, x)), Math.max(0, Math.min(1 - side, y)), side, side);
  }
}
