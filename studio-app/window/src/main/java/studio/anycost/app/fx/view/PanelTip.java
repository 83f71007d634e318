package studio.anycost.app.fx.view;

import java.util.Optional;
import javafx.event.Event;
import javafx.event.EventHandler;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Window;

/**
 * A tooltip that is in nobody's way: in a narrow column of controls it appears beside the column,
 * since it would lie over the next control and take the click that is meant for that. It goes as
 * soon as something is clicked or scrolled.
 */
final class PanelTip extends Tooltip {
  /** Wider than this a column leaves no room beside it. */
  private static final double NARROW = 420;

  private static final double GAP = 6;

  private final Node on;
  private final AnchorLocation corner = getAnchorLocation();
  private final EventHandler<Event> leave = event -> hide();

  /**
   * @param on what it explains, and is put on by the caller
   */
  PanelTip(Node on, String text) {
    super(text);
    this.on = on;
  }

  @Override
  public void show(Window owner, double x, double y) {
    if (!on.isHover()) {
      return; // it has been scrolled away since
    }
    Optional<Bounds> column = column().map(pane -> pane.localToScreen(pane.getLayoutBounds()));
    if (column.isEmpty()) {
      setAnchorLocation(corner);
      super.show(owner, x, y);
    } else {
      boolean toLeft = column.get().getCenterX() > owner.getX() + owner.getWidth() / 2;
      setAnchorLocation(
          toLeft ? AnchorLocation.CONTENT_TOP_RIGHT : AnchorLocation.CONTENT_TOP_LEFT);
      super.show(owner, toLeft ? column.get().getMinX() - GAP : column.get().getMaxX() + GAP, y);
    }
    goWithTheNextDeed();
  }

  private void goWithTheNextDeed() {
    Scene scene = on.getScene();
    scene.addEventFilter(ScrollEvent.SCROLL, leave);
    scene.addEventFilter(MouseEvent.MOUSE_PRESSED, leave);
    setOnHidden(
        event -> {
          scene.removeEventFilter(ScrollEvent.SCROLL, leave);
          scene.removeEventFilter(MouseEvent.MOUSE_PRESSED, leave);
        });
  }

  /** What a button does is told where it is: it is small, and nothing is dragged near it. */
  private Optional<ScrollPane> column() {
    if (on instanceof ButtonBase) {
      return Optional.empty();
    }
    for (Node node = on; node != null; node = node.getParent()) {
      if (node instanceof ScrollPane pane && pane.getWidth() < NARROW) {
        return Optional.of(pane);
      }
    }
    return Optional.empty();
  }
}
