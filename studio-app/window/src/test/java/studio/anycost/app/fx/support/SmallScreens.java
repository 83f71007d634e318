package studio.anycost.app.fx.support;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Dimension2D;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.settings.Preferences.Motion;

/** What does not fit into a small window: of every view, drawer and sheet. */
public final class SmallScreens {
  private static final double SLACK = 1;

  /** Where a tooltip lies that stands on a node which is no control. */
  private static final String TOOLTIP = "javafx.scene.control.Tooltip";

  /**
   * The least that the window lets itself be made, less than 1920x1080 at 200 %, and a small one.
   */
  private static final List<Dimension2D> SIZES =
      List.of(new Dimension2D(880, 520), new Dimension2D(900, 600));

  private static final Dimension2D LARGE = new Dimension2D(1440, 900);

  private final List<Node> shown;
  private final Set<String> faults = new TreeSet<>();

  private SmallScreens(List<Node> shown) {
    this.shown = shown;
  }

  /**
   * Opens everything. Waits; not on the JavaFX thread.
   *
   * @return one line for each fault: where, at what height of the window, what, which node
   */
  public static Set<String> faults(StudioFixture studio) {
    studio.awaitFullPicture();
    studio.fx( // a sheet that slides in is beside the window for a moment
        () -> {
          studio.get(PreferenceState.class).update(now -> now.withMotion(Motion.REDUCED));
          return null;
        });
    Everywhere everywhere = new Everywhere(studio);
    Set<String> faults = new TreeSet<>();
    everywhere.visit(part -> look(studio, everywhere, part, SIZES, faults));
    return faults;
  }

  /**
   * Looks at what is on the screen now. Waits; not on the JavaFX thread.
   *
   * @return one line for each fault, of small windows and of a large one
   */
  public static Set<String> faultsNow(StudioFixture studio, String part) {
    List<Dimension2D> sizes = new ArrayList<>(SIZES);
    sizes.add(LARGE);
    Set<String> faults = new TreeSet<>();
    studio.fx(
        () -> {
          look(studio, new Everywhere(studio), part, sizes, faults);
          return null;
        });
    return faults;
  }

  private static void look(
      StudioFixture studio,
      Everywhere everywhere,
      String part,
      List<Dimension2D> sizes,
      Set<String> faults) {
    for (Dimension2D size : sizes) {
      layOut(studio, size);
      SmallScreens look = new SmallScreens(everywhere.shown());
      look.controls();
      look.labels();
      look.overlaps();
      look.scrollBars();
      look.idleBars();
      look.barsSideBySide();
      look.faults.forEach(fault -> faults.add(part + ", " + size.getHeight() + ": " + fault));
    }
  }

  /** As if the window had that size. */
  private static void layOut(StudioFixture studio, Dimension2D size) {
    Parent root = studio.stage().getScene().getRoot();
    root.resize(size.getWidth(), size.getHeight());
    SettledLayout.now(root);
  }

  private void controls() {
    shown.stream()
        .filter(SmallScreens::isControl)
        .forEach(node -> cut(node).ifPresent(how -> faults.add(how + describe(node))));
  }

  private static boolean isControl(Node node) {
    return node.getLayoutBounds().getWidth() > 0
        && (node instanceof ButtonBase
            || node instanceof TextInputControl
            || node instanceof Slider
            || node instanceof ComboBoxBase
            || node instanceof ChoiceBox);
  }

  private static String describe(Node node) {
    return Everywhere.place(node)
        + (node instanceof Labeled labeled ? " '" + labeled.getText() + "'" : "");
  }

  /** Outside of what shows it; what scrolls may lie above or below, but not beside. */
  private static Optional<String> cut(Node node) {
    if (node instanceof ButtonBase button && isShortened(button)) {
      return Optional.of("shortened ");
    }
    Bounds place = node.localToScene(node.getLayoutBounds());
    boolean scrolls = false;
    for (Node each = node.getParent(); each != null; each = each.getParent()) {
      boolean viewport = isViewport(each);
      boolean wall = each.getStyleClass().contains("face-wall");
      scrolls |= viewport || wall || each instanceof VirtualFlow;
      if (viewport || each.getClip() != null || each.getParent() == null) {
        Bounds room = each.localToScene(each.getLayoutBounds());
        boolean beside =
            place.getMinX() < room.getMinX() - SLACK || place.getMaxX() > room.getMaxX() + SLACK;
        boolean above =
            place.getMinY() < room.getMinY() - SLACK || place.getMaxY() > room.getMaxY() + SLACK;
        boolean sideways = isSideways(each);
        if (beside && !sideways || above && !scrolls) {
          return Optional.of(
              "%s %s by %.0f px "
                  .formatted(
                      beside ? "beside" : "above or below",
                      each.getClass().getSimpleName(),
                      beside ? beyond(place, room) : place.getMaxY() - room.getMaxY()));
        }
        if (sideways) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static double beyond(Bounds place, Bounds room) {
    return Math.max(room.getMinX() - place.getMinX(), place.getMaxX() - room.getMaxX());
  }

  private static boolean isViewport(Node node) {
    return node.getStyleClass().contains("viewport");
  }

  /** Whether a strip is moved from side to side. */
  private static boolean isSideways(Node viewport) {
    return viewport.getParent() instanceof ScrollPane scroll
        && scroll.getHbarPolicy() != ScrollPane.ScrollBarPolicy.NEVER;
  }

  private static boolean isShortened(Labeled labeled) {
    return labeled.lookup(".text") instanceof Text text
        && text.getParent() == labeled
        && !text.getText().isEmpty()
        && labeled.getText() != null
        && !text.getText().equals(labeled.getText())
        && text.getText().contains(labeled.getEllipsisString())
        && !labeled.getText().contains(labeled.getEllipsisString());
  }

  /** Words that are cut can be read in a tooltip. */
  private void labels() {
    for (Node node : shown) {
      if (node instanceof Labeled label
          && !(node instanceof ButtonBase)
          && isShortened(label)
          && !hasTooltip(label)) {
        faults.add("cut without a tooltip " + describe(label));
      }
    }
  }

  private static boolean hasTooltip(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (each.getProperties().get(TOOLTIP) instanceof Tooltip
          || each instanceof Control control && control.getTooltip() != null) {
        return true;
      }
    }
    return false;
  }

  /** What lies in rows, columns and grids lies beside each other; layers may lie over others. */
  private void overlaps() {
    List<Node> parts = new ArrayList<>();
    Map<Node, Bounds> places = new HashMap<>();
    for (Node node : shown) {
      boolean says =
          node instanceof Labeled labeled
              && labeled.getText() != null
              && !labeled.getText().isBlank();
      Optional<Bounds> place = says || isControl(node) ? visible(node) : Optional.empty();
      if (place.isPresent()) {
        parts.add(node);
        places.put(node, place.get());
      }
    }
    for (int i = 0; i < parts.size(); i++) {
      for (int j = i + 1; j < parts.size(); j++) {
        Node one = parts.get(i);
        Node other = parts.get(j);
        if (overlap(places.get(one), places.get(other)) && isBeside(one, other)) {
          faults.add("over each other " + describe(one) + " and " + describe(other));
        }
      }
    }
  }

  /** In the scene, without what is scrolled away. */
  private static Optional<Bounds> visible(Node node) {
    Bounds seen = node.localToScene(node.getLayoutBounds());
    for (Node each = node.getParent(); each != null; each = each.getParent()) {
      if (isViewport(each) || each.getClip() != null) {
        Bounds room = each.localToScene(each.getLayoutBounds());
        double left = Math.max(seen.getMinX(), room.getMinX());
        double top = Math.max(seen.getMinY(), room.getMinY());
        double width = Math.min(seen.getMaxX(), room.getMaxX()) - left;
        double height = Math.min(seen.getMaxY(), room.getMaxY()) - top;
        if (width <= 0 || height <= 0) {
          return Optional.empty();
        }
        seen = new BoundingBox(left, top, width, height);
      }
    }
    return Optional.of(seen);
  }

  private static boolean overlap(Bounds one, Bounds other) {
    return one.getMinX() < other.getMaxX() - SLACK
        && other.getMinX() < one.getMaxX() - SLACK
        && one.getMinY() < other.getMaxY() - SLACK
        && other.getMinY() < one.getMaxY() - SLACK;
  }

  private static boolean isBeside(Node one, Node other) {
    Set<Node> above = new HashSet<>();
    for (Node each = one; each != null; each = each.getParent()) {
      above.add(each);
    }
    for (Node each = other; each != null; each = each.getParent()) {
      if (above.contains(each)) {
        return each != one
            && each != other
            && (each instanceof HBox
                || each instanceof VBox
                || each instanceof GridPane
                || each instanceof FlowPane
                || each instanceof BorderPane);
      }
    }
    return false;
  }

  /** Strips and tables are moved from side to side; nothing else is. */
  private void scrollBars() {
    for (Node node : shown) {
      if (node instanceof ScrollBar bar
          && bar.getOrientation() == Orientation.HORIZONTAL
          && bar.getWidth() > 0
          && bar.getVisibleAmount() < bar.getMax() - bar.getMin()
          && !isMovedSideways(bar)) {
        faults.add("a scroll bar sideways " + describe(bar));
      }
    }
  }

  /** Bars that have nothing to scroll. */
  private void idleBars() {
    for (Node node : shown) {
      if (node instanceof ScrollBar bar
          && bar.getOrientation() == Orientation.VERTICAL
          && bar.getParent() instanceof ScrollPane pane) {
        double beyond =
            pane.getContent().getLayoutBounds().getHeight() - pane.getViewportBounds().getHeight();
        if (beyond <= SLACK) {
          faults.add("a scroll bar for " + beyond + " px " + describe(bar));
        }
      }
    }
  }

  /** Of what scrolls within something that scrolls, one has a bar. */
  private void barsSideBySide() {
    List<Node> scrolled =
        shown.stream().filter(SmallScreens::isBar).map(bar -> (Node) bar.getParent()).toList();
    for (Node inner : scrolled) {
      for (Node each = inner.getParent(); each != null; each = each.getParent()) {
        if (scrolled.contains(each)) {
          faults.add("a scroll bar beside that of what is around it " + describe(inner));
        }
      }
    }
  }

  private static boolean isBar(Node node) {
    return node instanceof ScrollBar bar
        && bar.getOrientation() == Orientation.VERTICAL
        && bar.getParent() instanceof ScrollPane;
  }

  private static boolean isMovedSideways(ScrollBar bar) {
    for (Node each = bar; each != null; each = each.getParent()) {
      if (each instanceof TableView || each instanceof ScrollPane scroll && isStrip(scroll)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isStrip(ScrollPane scroll) {
    return scroll.getHbarPolicy() != ScrollPane.ScrollBarPolicy.NEVER
        && scroll.getVbarPolicy() == ScrollPane.ScrollBarPolicy.NEVER;
  }
}
