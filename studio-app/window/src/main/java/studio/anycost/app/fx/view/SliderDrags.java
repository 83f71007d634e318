package studio.anycost.app.fx.view;

import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.control.Slider;
import javafx.scene.input.MouseEvent;

/** How the mouse drags sliders. JavaFX thread only. */
public final class SliderDrags {
  private static final double FINE = 0.1;

  private SliderDrags() {}

  /**
   * Makes a slider end where the pointer lets go of it. A slider of the toolkit stays at the last
   * move that it heard of; on a busy machine the rest of a quick drag arrives with the release
   * alone.
   */
  public static void endAtPointer(Slider slider) {
    Point2D[] last = new Point2D[1];
    slider.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> last[0] = place(event));
    slider.addEventFilter(MouseEvent.MOUSE_DRAGGED, event -> last[0] = place(event));
    slider.addEventFilter(
        MouseEvent.MOUSE_RELEASED,
        event -> {
          // A click is no drag: it does not round the value to what the track can show.
          if (last[0] != null && !last[0].equals(place(event))) {
            Event.fireEvent(
                event.getTarget(),
                event.copyFor(event.getSource(), event.getTarget(), MouseEvent.MOUSE_DRAGGED));
          }
          last[0] = null;
        });
  }

  /**
   * Lets a slider move by a tenth of what the pointer does while Shift is held, from where it is.
   * Horizontal sliders only.
   */
  public static void fine(Slider slider) {
    double[] last = new double[1];
    slider.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> last[0] = event.getSceneX());
    slider.addEventFilter(
        MouseEvent.MOUSE_DRAGGED,
        event -> {
          double moved = event.getSceneX() - last[0];
          last[0] = event.getSceneX();
          if (event.isShiftDown() && slider.getWidth() > 0) {
            double range = slider.getMax() - slider.getMin();
            double next = slider.getValue() + FINE * moved * range / slider.getWidth();
            slider.setValue(Math.max(slider.getMin(), Math.min(slider.getMax(), next)));
            event.consume();
          }
        });
  }

  private static Point2D place(MouseEvent event) {
    return new Point2D(event.getSceneX(), event.getSceneY());
  }
}
