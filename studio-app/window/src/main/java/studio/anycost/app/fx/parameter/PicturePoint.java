package studio.anycost.app.fx.parameter;

import javafx.beans.property.ReadOnlyObjectProperty;
import studio.anycost.api.parameter.Point;

/**
 * A point parameter as something else may show and move it: a handle on the picture, say. JavaFX
 * thread only.
 */
public interface PicturePoint {
  /** What the point is, for people. */
  String label();

  /** Where it is, both coordinates 0..1 of the picture. */
  ReadOnlyObjectProperty<Point> placeProperty();

  /** Moves it, as the person's doing. */
  void move(Point place, Gesture how);
}
