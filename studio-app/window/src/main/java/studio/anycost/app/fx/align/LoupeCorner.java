package studio.anycost.app.fx.align;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Point2D;

/** The corner of the photo's area that the magnifier is in: away from what is being placed. */
enum LoupeCorner {
  TOP_LEFT(0, 0),
  TOP_RIGHT(1, 0),
  BOTTOM_LEFT(0, 1),
  BOTTOM_RIGHT(1, 1);

  private static final double INSET = 8;

  /** Nearer than this a handle, or its label, would be under it. */
  private static final double ROOM = 30;

  private final int right;
  private final int bottom;

  LoupeCorner(int right, int bottom) {
    this.right = right;
    this.bottom = bottom;
  }

  /** Its upper left corner in an area. */
  Point2D place(double width, double height) {
    return new Point2D(
        right == 0 ? INSET : width - Loupe.DIAMETER - INSET,
        bottom == 0 ? INSET : height - Loupe.DIAMETER - INSET);
  }

  /**
   * The corner for a handle: the present one as long as it covers no handle, so that the magnifier
   * does not wander; else the free one that is furthest away.
   *
   * @param looked the handle that is being placed
   * @param handles all of them
   */
  LoupeCorner next(double width, double height, Point2D looked, List<Point2D> handles) {
    if (isFree(width, height, handles)) {
      return this;
    }
    Comparator<LoupeCorner> far =
        Comparator.comparingDouble(corner -> corner.middle(width, height).distance(looked));
    return Stream.of(values())
        .filter(corner -> corner.isFree(width, height, handles))
        .max(far)
        .or(() -> Stream.of(values()).max(far))
        .orElseThrow();
  }

  private Point2D middle(double width, double height) {
    return place(width, height).add(Loupe.DIAMETER / 2, Loupe.DIAMETER / 2);
  }

  private boolean isFree(double width, double height, List<Point2D> handles) {
    Point2D middle = middle(width, height);
    return handles.stream().allMatch(each -> each.distance(middle) > Loupe.DIAMETER / 2 + ROOM);
  }
}
