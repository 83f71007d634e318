package studio.anycost.app.fx.portrait;

import javafx.beans.property.ReadOnlyObjectProperty;

/** A picture that can be looked at more closely. JavaFX thread only. */
public interface Zoomable {
  void zoomIn();

  void zoomOut();

  /** Shows the whole picture. */
  void fit();

  /** One picture pixel on one pixel of the screen. */
  default void actualSize() {
    zoomTo(1);
  }

  /**
   * Zooms around the middle.
   *
   * @param factor screen pixels per picture pixel, 1 = 100 %
   */
  void zoomTo(double factor);

  /** Screen pixels per picture pixel, 1 = 100 %. */
  double zoom();

  /** The visible part. */
  ReadOnlyObjectProperty<Viewport> viewportProperty();
}
