package studio.anycost.app.fx.support;

import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/**
 * Mouse events of the left button, one by one, as a busy machine delivers them: a robot's moves
 * cannot be left out. JavaFX thread only.
 */
public final class MouseEvents {
  private MouseEvents() {}

  /** The middle of a node in its scene. */
  public static Point2D middle(Node node) {
    Bounds bounds = node.localToScene(node.getBoundsInLocal());
    return new Point2D(bounds.getCenterX(), bounds.getCenterY());
  }

  /**
   * Sends an event to a node.
   *
   * @param at in the scene
   * @param clicks counted at this place
   */
  public static void fire(Node node, EventType<MouseEvent> type, Point2D at, int clicks) {
    fire(node, type, at, clicks, false);
  }

  /** The same, with or without the Shift key. */
  public static void fire(
      Node node, EventType<MouseEvent> type, Point2D at, int clicks, boolean shift) {
    boolean down = type != MouseEvent.MOUSE_RELEASED;
    boolean still = type == MouseEvent.MOUSE_PRESSED;
    Event.fireEvent(
        node,
        new MouseEvent(
            type,
            at.getX(),
            at.getY(),
            at.getX(),
            at.getY(),
            MouseButton.PRIMARY,
            clicks,
            shift,
            false,
            false,
            false,
            down,
            false,
            false,
            false,
            false,
            still,
            null));
  }
}
