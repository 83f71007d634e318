package studio.anycost.app.fx.view;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.MouseEvent;

/**
 * Keeps what one uses or reads in a scrolled column where it is: a column that grows or shrinks
 * above it would push it away, since scroll panes remember a share of their height and no place.
 * What is used is the part under the pointer: a click that is on its way is to meet what it was
 * meant for. JavaFX thread only.
 */
public final class SteadyScroll {
  private final ScrollPane pane;
  private final Supplier<List<Node>> parts;
  private Optional<Held> held = Optional.empty();
  private Optional<Held> pointed = Optional.empty();
  private boolean toTop;
  private boolean moving;

  /** A part, and how far its top is below the upper edge; negative above it. */
  private record Held(Node part, double distance) {}

  /**
   * @param pane of a column, 0..1 from top to bottom
   * @param parts of the column that change by themselves, top to bottom
   */
  public SteadyScroll(ScrollPane pane, Supplier<List<Node>> parts) {
    this.pane = pane;
    this.parts = parts;
    pane.vvalueProperty()
        .addListener(
            observable -> {
              if (!moving) {
                toTop = false;
                hold();
                point();
              }
            });
    pane.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> toTop = false);
  }

  /** To be called when the scene has been laid out. */
  public void afterLayout() {
    Optional<Held> used = pointed.filter(part -> part.part().isHover() && isThere(part) && !toTop);
    if (used.isPresent()) {
      keep(used.get());
      hold();
    } else if (held.filter(this::isThere).isPresent()) {
      keep(held.get());
    } else {
      hold();
    }
    point();
  }

  private void keep(Held what) {
    double wanted = y(what.part()) - what.distance();
    if (Math.abs(wanted - top()) >= 1) {
      scrollTo(wanted);
    }
  }

  /** Notes where the part is now that the pointer is on. */
  private void point() {
    double top = top();
    pointed =
        parts.get().stream()
            .filter(Node::isHover)
            .findFirst()
            .map(part -> new Held(part, y(part) - top));
  }

  /** Scrolls to the very top, and stays there whatever grows. */
  public void toTop() {
    held = Optional.empty();
    pane.setVvalue(0);
    toTop = true;
  }

  /** Scrolls to where a part begins once the scene is laid out, and stays there. */
  public void to(Node part) {
    held = Optional.of(new Held(part, 0));
    pointed = Optional.empty();
    pane.requestLayout();
  }

  private void scrollTo(double y) {
    moving = true;
    try {
      pane.setVvalue(range() > 0 ? Math.max(0, Math.min(1, y / range())) : 0);
    } finally {
      moving = false;
    }
  }

  /** At the very top nothing is held: what grows there is to be seen. */
  private void hold() {
    double top = top();
    held =
        top <= 0
            ? Optional.empty()
            : parts.get().stream()
                .filter(part -> y(part) + part.getLayoutBounds().getHeight() > top)
                .findFirst()
                .map(part -> new Held(part, y(part) - top));
  }

  private boolean isThere(Held what) {
    for (Node node = what.part(); node != null; node = node.getParent()) {
      if (node == pane.getContent()) {
        return true;
      }
    }
    return false;
  }

  private double y(Node part) {
    return pane.getContent().sceneToLocal(part.localToScene(0, 0)).getY();
  }

  private double top() {
    return pane.getVvalue() * range();
  }

  private double range() {
    double all = pane.getContent().getLayoutBounds().getHeight();
    return Math.max(0, all - pane.getViewportBounds().getHeight());
  }
}
